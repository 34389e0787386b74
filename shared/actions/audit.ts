// Reading the audit trail (protocol 2.14). It can be read by administrators and changed by nobody.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { moment, wholeNumber } from '../fields.ts'
import { bounded, paging } from '../paging.ts'

/** One entry as upstream clients read it; below the blank line, what only this program keeps. */
export interface AuditRow {
  /** The entry's number in the one order of all changes. */
  id: number
  table_name: string
  record_id: number
  /** CREATE, UPDATE, DELETE, ASSIGN_PROGRAMMER or UNASSIGN_PROGRAMMER. */
  action: string
  user_id: number | null
  /** JSON text: `created`, `before` and `after`, or `deleted`; for assignments also who, in which role. */
  changes_json: string
  ip_address: string | null
  user_agent: string | null
  created_at: string
  user_name: string
  user_email: string | null

  reason: string | null
  /** The number of the first entry written in the same transaction. */
  transaction: number
  /** The number of the entry that this one took back; null when it is no undo. */
  undoes: number | null
  hash: string
}

export const listAudit = defineAction({
  method: 'GET',
  path: '/audit-trail',
  summary: 'List: entries of the audit trail, newest first',
  policy: 'admin',
  query: z.object({
    ...paging({ min: 1, max: 1000 }),
    table_name: z.string().optional(),
    user_id: wholeNumber.optional(),
    action: z.string().optional(),
    start_date: moment.optional(),
    end_date: moment.optional(),
  }),
})

export const summariseAudit = defineAction({
  method: 'GET',
  path: '/audit-trail/summary',
  summary: 'Count: entries of the last days by action, table, person and day',
  policy: 'admin',
  query: z.object({ days: bounded(1, 365, 7) }),
})

export const readHistoryHead = defineAction({
  method: 'GET',
  path: '/audit-trail/head',
  summary: 'Read: where the history stands, and the hash of the entry `seq` for whoever kept one',
  policy: 'viewer',
  query: z.object({ seq: wholeNumber.optional() }),
})

export const listRecordAudit = defineAction({
  method: 'GET',
  path: '/audit-trail/record/:table_name/:record_id',
  summary: 'List: history of one row, newest first',
  policy: 'admin',
  params: z.object({ table_name: z.string(), record_id: wholeNumber }),
})

export const cleanUpAudit = defineAction({
  method: 'DELETE',
  path: '/audit-trail/cleanup',
  summary: 'Kept for old clients: the audit trail is never shortened',
  policy: 'admin',
  query: z.object({ days_to_keep: bounded(30, 365, 90) }),
})
