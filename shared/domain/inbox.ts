// What a person is told of: changes that others made and that concern them. Kinds stand from the weakest to the strongest;
// of one change on one row the strongest is told.
export const concernKinds = [
  'commented',
  'replied',
  'mentioned',
  'assigned_qc',
  'assigned_production',
  'qc_failed',
] as const
export type ConcernKind = (typeof concernKinds)[number]

export const isStronger = (one: ConcernKind, other: ConcernKind) =>
  concernKinds.indexOf(one) > concernKinds.indexOf(other)

/** Tells a person's windows that their inbox or their read positions changed; they ask again. */
export const INBOX_FRAME = 'inbox_changed'

/** An entry of a person's inbox, with the words that a list shows; newest entries have the highest id. */
export interface InboxEntry {
  id: number
  kind: ConcernKind
  /** UTC: the moment of the transaction; entries of one bulk change share it. */
  at: string
  actor_id: number | null
  actor_name: string
  tracker_id: number
  comment_id: number | null
  /** Of the comment as it is now; null without one, and when it was deleted. */
  comment_text: string | null
  unblinded: boolean
  item_id: number
  item_code: string
  item_type: string
  item_subtype: string
  reporting_effort_id: number
  /** Study, release and effort. */
  path: string[]
  read: boolean
}
