// The kinds of item and which subtypes each kind has (protocol 1.2). Case matters on the wire.
export const itemTypes = ['TLF', 'Dataset'] as const
export type ItemType = (typeof itemTypes)[number]

export const itemSubtypes = { TLF: ['Table', 'Listing', 'Figure'], Dataset: ['SDTM', 'ADaM'] } as const

/** Whether an item of this type may have this subtype. */
export function isSubtypeOf(type: ItemType, subtype: string): boolean {
  return (itemSubtypes[type] as readonly string[]).includes(subtype)
}
