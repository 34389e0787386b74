// The history of an item as everybody who may see the item sees it: what changed, from what to what, by whom and when. The
// audit trail proper, with addresses and hashes, stays with administrators.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { wholeNumber } from '../fields.ts'
import type { ChangeAction } from '../changes.ts'

export type FieldValue = string | number | boolean | null
/** One field that an entry changed; null where there was or is nothing. */
export interface FieldChange {
  field: string
  before: FieldValue
  after: FieldValue
}

export interface HistoryEntry {
  seq: number
  /** Entries of one transaction have the same. */
  transaction: number
  at: string
  actor_id: number | null
  actor_name: string
  reason: string | null
  entity: string
  row_id: number
  action: ChangeAction
  fields: FieldChange[]
}

export const listItemHistory = defineAction({
  method: 'GET',
  path: '/reporting-effort-items/:item_id/history',
  summary: 'List: what changed of an item, its tracker row, texts and tags, newest first',
  policy: 'viewer',
  params: z.object({ item_id: wholeNumber }),
})
