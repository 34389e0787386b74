// The kinds of item and how far one is, in one word each: what dashboard and calendar count by.
export const kinds = ['SDTM', 'ADaM', 'Table', 'Listing', 'Figure'] as const
export type Kind = (typeof kinds)[number]

/** Complete is an item whose production is complete and whose QC is passed, or that nobody is to check (DSH-11). */
export const stages = ['not_started', 'in_progress', 'on_hold', 'in_qc', 'failed', 'complete'] as const
export type Stage = (typeof stages)[number]

/** Days ahead that count as soon. */
export const SOON_DAYS = 7
