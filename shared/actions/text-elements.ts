// Searching text elements, and where one is used (protocol 2.8).
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { wholeNumber } from '../fields.ts'
import { paging } from '../paging.ts'

/** The most text elements a list returns at once (protocol 2.8). */
export const MAX_TEXTS_A_PAGE = 1000

export const searchTextElements = defineAction({
  method: 'GET',
  path: '/text-elements/search',
  summary: 'Search: text elements whose label contains a text, in any letter case',
  policy: 'viewer',
  query: z.object({
    q: z.string().min(1),
    ...paging({ min: 1, max: MAX_TEXTS_A_PAGE }),
  }),
})

export const listTextUsages = defineAction({
  method: 'GET',
  path: '/text-elements/:text_element_id/usages',
  summary: 'List: items that use a text element',
  policy: 'viewer',
  params: z.object({ text_element_id: wholeNumber }),
})
