// `skip` and `limit` of a list, bounded everywhere (protocol 2.1).
import { z } from 'zod'
import { wholeNumber } from './fields.ts'

/** The most rows a list returns at once where nothing else is said. */
export const MAX_PAGE = 100_000

/** A whole number between bounds, `standard` when absent. */
export const bounded = (min: number, max: number, standard: number) =>
  wholeNumber.pipe(z.number().min(min).max(max)).default(standard)

/** The two query parameters of a page; `limit` counts `standard` when absent. */
export const paging = ({
  standard = 100,
  min = 0,
  max = MAX_PAGE,
}: { standard?: number; min?: number; max?: number } = {}) => ({
  skip: wholeNumber.pipe(z.number().min(0)).default(0),
  limit: bounded(min, max, standard),
})
