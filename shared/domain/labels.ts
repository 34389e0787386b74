// When two labels count as the same: blanks and letter case do not distinguish them (protocol 5.1). Only the ordinary space
// is a blank here; a tab or a no-break space keeps labels apart.

/** The form in which labels are compared. */
export const normalLabel = (label: string): string => label.replaceAll(' ', '').toUpperCase()

/** Whether two labels would be taken for the same. */
export const isSameLabel = (one: string, other: string): boolean => normalLabel(one) === normalLabel(other)
