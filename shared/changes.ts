// A change: one row created, updated or deleted, by whom, when, from where and why. It is at once the event source, the
// resync source and the audit trail; the frames of the socket and the audit views are pure functions of it.
export const changeActions = ['create', 'update', 'delete'] as const
export type ChangeAction = (typeof changeActions)[number]

export interface Change {
  /** Position in the one order of all changes; starts at 1, without gaps. */
  seq: number
  /** The seq of the first change of the same transaction. */
  tx: number
  epoch: string
  /** UTC, milliseconds. */
  at: string
  actor_id: number | null
  actor_name: string
  session_id: string | null
  client_address: string | null
  entity: string
  row_id: number
  action: ChangeAction
  /** The row's version after the change; for a delete, the version that was deleted. */
  version: number
  /** Update: the previous values of the fields that changed. Delete: the whole row. Create: null. */
  before: Record<string, unknown> | null
  /** The whole row after the change; null for a delete. */
  after: Record<string, unknown> | null
  /** What the event shows that the row does not hold (names, counts, the kind of assignment); null when nothing. */
  context: Record<string, unknown> | null
  reason: string | null
  /** SHA-256 of the previous entry, hexadecimal; 64 zeros for the first. */
  previous_hash: string
  hash: string
}

/** Who wrote a row and when, as the refusal of a stale write tells it. */
export interface RowWriter {
  by: string
  /** UTC. */
  at: string
  fields: string[]
}
