// How far a person has read. Positions are their own: nobody else sees them, and they are no part of the history.
export const readKinds = ['comments', 'activity'] as const
export type ReadKind = (typeof readKinds)[number]

/** Stands for every row of a kind: what was written up to there has been read everywhere. */
export const EVERYWHERE = 0
