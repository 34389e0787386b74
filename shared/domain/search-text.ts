// How text is compared when people search: without case, accents and what separates the parts of a code. Host and window
// compare alike, so that what both find is one list. Pure.

const run = /[\p{L}\p{N}\p{M}]+/gu

/** Runs of letters, digits and their marks; everything else separates them. */
export const runsOf = (text: string): string[] => text.match(run) ?? []
/** Small letters without accents. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
/** A code without what separates its parts: `T_14.1.2`, `t-14-1-2` and `t14.1.2` are one. */
export const squeeze = (text: string): string => runsOf(fold(text)).join('')
