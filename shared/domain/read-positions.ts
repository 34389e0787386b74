// How far a person has read. Positions are their own: nobody else sees them, and they are no part of the history.
export const readKinds = ['comments', 'activity'] as const
export type ReadKind = (typeof readKinds)[number]

/** Stands for every row of a kind: what was written up to there has been read everywhere. */
export const EVERYWHERE = 0

export interface ReadPosition {
  kind: ReadKind
  /** A tracker row (`comments`) or a reporting effort (`activity`); 0 for all. */
  subject_id: number
  /** Id of the newest comment read, or of the newest entry of the log. */
  position: number
  /** UTC: when it was read; null where it is only assumed, because it is older than the account. */
  at: string | null
}
