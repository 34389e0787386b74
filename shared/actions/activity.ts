// What was done lately, told in few lines: what one person did in one go to many rows is one line. For everybody; who needs
// every field of every row reads the audit trail.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { changeActions } from '../changes.ts'
import { reference, wholeNumber } from '../fields.ts'

/** Lines on one page. */
export const ACTIVITY_PAGE = 50
/** Items that a line names; it counts all of them. */
export const NAMED_ITEMS = 6

const position = wholeNumber.pipe(z.number().min(0).max(Number.MAX_SAFE_INTEGER))
const value = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const activityLine = z.object({
  /** The newest entry of the log that the line tells of. */
  seq: z.number().int(),
  at: z.string(),
  actor_id: z.number().int().nullable(),
  actor_name: z.string(),
  reason: z.string().nullable(),
  entity: z.string(),
  action: z.enum(changeActions),
  /** Rows that it tells of. */
  count: z.number().int(),
  /** Of one row what changed from what to what; of several, which fields were touched, without values. */
  fields: z.array(z.object({ field: z.string(), before: value, after: value })),
  /** The first items, by their place in the log; empty for what is no part of an item. */
  items: z.array(
    z.object({ id: z.number().int(), item_code: z.string(), item_type: z.string(), item_subtype: z.string() }),
  ),
  /** The name of a row that is no part of an item; empty when it has none. */
  subject: z.string(),
  /** The only comment of the line. */
  comment_id: z.number().int().nullable(),
  reporting_effort_id: z.number().int().nullable(),
  /** Study, release and effort, as they are called now; empty outside of an effort. */
  path: z.array(z.string()),
})
export type ActivityLine = z.infer<typeof activityLine>

export const activityPage = z.object({
  lines: z.array(activityLine),
  /** What `before` reads on with; null at the end of the log. */
  next: z.number().int().nullable(),
  /** The newest entry of the log. */
  head: z.number().int(),
})
export type ActivityPage = z.infer<typeof activityPage>

/** Answers an ActivityPage, newest first; a page may be short of lines although there is a next one. */
export const listActivity = defineAction({
  method: 'GET',
  path: '/activity',
  summary: 'List: what was done, in an effort or anywhere',
  policy: 'viewer',
  query: z.object({
    effort_id: reference.optional(),
    before: position.optional(),
    /** Only what came after this entry. */
    since: position.default(0),
    limit: wholeNumber.pipe(z.number().min(1).max(200)).default(ACTIVITY_PAGE),
  }),
})

export const changedItems = z.object({
  item_ids: z.array(z.number().int()),
  /** The newest entry that was looked at: what came later is asked for from here. */
  head: z.number().int(),
})

/** Answers the items of an effort that somebody else changed after an entry of the log, as far as its newest entries tell. */
export const listChangedItems = defineAction({
  method: 'GET',
  path: '/reporting-efforts/:effort_id/changed-items',
  summary: 'List: items that others changed since an entry of the log',
  policy: 'viewer',
  params: z.object({ effort_id: wholeNumber }),
  query: z.object({ since: position }),
})
