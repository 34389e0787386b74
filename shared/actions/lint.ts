// The checks of a reporting effort: what they find now, and what was muted with which reason.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { wholeNumber } from '../fields.ts'

export const lintEffort = defineAction({
  method: 'GET',
  path: '/reporting-efforts/:reporting_effort_id/lint',
  summary: 'Checks: what is inconsistent in a reporting effort, by rule and item, with what mends it and what is muted',
  policy: 'viewer',
  params: z.object({ reporting_effort_id: wholeNumber }),
  query: z.object({ today: z.iso.date().optional() }),
})

export const fixFindings = defineAction({
  method: 'POST',
  path: '/reporting-efforts/:reporting_effort_id/lint/fix',
  summary: 'Mend what one check finds on these items, as far as it says how; one transaction',
  policy: 'editor',
  params: z.object({ reporting_effort_id: wholeNumber }),
  body: z.object({ rule: z.string().max(50), item_ids: z.array(wholeNumber).min(1).max(50_000) }),
})
export const fixedFindings = z.object({
  fixed: z.number().int(),
  /** Items on which it was found and could not be mended. */
  refused: z.array(z.object({ item_code: z.string(), reason: z.string() })),
})

const fix = z.object({ on: z.enum(['tracker', 'item']), patch: z.record(z.string(), z.unknown()) })
const muted = z.object({ id: z.number().int(), reason: z.string(), by: z.string(), at: z.string() })
export const lintFinding = z.object({
  rule: z.string(),
  item_id: z.number().int(),
  tracker_id: z.number().int().nullable(),
  item_code: z.string(),
  item_subtype: z.string(),
  message: z.string(),
  fix: fix.nullable(),
  /** Null unless somebody muted it. */
  muted: muted.nullable(),
})
export type LintFinding = z.infer<typeof lintFinding>

export const lintReport = z.object({
  /** Items that were looked at. */
  items: z.number().int(),
  findings: z.array(lintFinding),
})
export type LintReport = z.infer<typeof lintReport>
