// The field types that many schemas share, with the leniency upstream clients rely on (protocol 2.1: strings strict,
// whole numbers and booleans may come as text, unknown fields are ignored, white space is kept).
import { z } from 'zod'

/** The largest id accepted on the wire: a signed 32-bit integer, as upstream stores them (protocol 2.1). */
export const MAX_ID = 2_147_483_647

const numeric = (value: unknown) =>
  typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value
const truthy = new Map<unknown, boolean>([
  ['true', true],
  ['1', true],
  [1, true],
  ['false', false],
  ['0', false],
  [0, false],
])

/** A whole number, also accepted as decimal text. */
export const wholeNumber = z.preprocess(numeric, z.number().int()).meta({ type: 'integer' })
/** A reference to a row: greater than zero. */
export const reference = z.preprocess(numeric, z.number().int().positive().max(MAX_ID)).meta({ type: 'integer' })
export const flag = z.preprocess((value) => truthy.get(value) ?? value, z.boolean()).meta({ type: 'boolean' })
/** One line of text as labels and codes are: 1 to 255 characters. */
export const label = z.string().min(1).max(255)
export const shortText = z.string().max(255)
/** Free text such as titles, footnotes and comments; the bound keeps a single row from filling the feed. */
export const longText = z.string().min(1).max(20_000)
export const note = z.string().max(20_000)
/** A calendar day, `YYYY-MM-DD`, without a time zone. */
export const day = z.iso.date()

const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i
/** A moment as a day or a date with time; without a zone it is UTC. Becomes UTC text to the millisecond. */
export const moment = z
  .string()
  .transform((text, context) => {
    const dated = text.trim().replace(' ', 'T')
    const full = dated.includes('T') && !zoned.test(dated) ? `${dated}Z` : dated
    const parsed = new Date(full)
    if (/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(dated) && !Number.isNaN(parsed.getTime())) return parsed.toISOString()
    context.addIssue({ code: 'invalid_format', format: 'datetime', message: 'Not a date with time' })
    return z.NEVER
  })
  .meta({ type: 'string', format: 'date-time' })

/** Added to the body of an update: the version of the row that the writer saw. */
export const versionField = { version: wholeNumber.optional() }
