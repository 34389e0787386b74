// How far somebody has looked through the audit trail. A review is an event of the trail itself: it names the entry, who
// looked and when, and like every entry it is never taken back; a later one goes further.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { wholeNumber } from '../fields.ts'

const auditReview = z.object({
  /** The last entry that was looked at. */
  up_to: z.int(),
  by: z.string(),
  at: z.string(),
})

export const auditReviews = z.object({
  /** Newest first, at most 100. */
  reviews: z.array(auditReview),
  /** Entries after the newest review, all of them when there is none; the marking itself is not counted. */
  since: z.object({ entries: z.int(), high_risk: z.int() }),
})
export type AuditReviews = z.infer<typeof auditReviews>

export const readAuditReviews = defineAction({
  method: 'GET',
  path: '/audit-trail/reviews',
  summary: 'List: up to which entry the audit trail was reviewed, by whom and when, and how much came since',
  policy: 'admin',
})

export const markAuditReviewed = defineAction({
  method: 'POST',
  path: '/audit-trail/reviews',
  summary: 'Create: the audit trail is reviewed up to an entry',
  policy: 'admin',
  body: z.object({ up_to: wholeNumber }),
})
