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
