// What a package item and an item of a reporting effort have in common: what the item is, the texts it refers to, and
// the shapes in which clients send them. One-to-one details are columns of the item; on the wire they stay nested
// (`tlf_details`, `dataset_details`), as protocol 2.9 has them.
import { integer, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { isSubtypeOf, itemSubtypes, itemTypes, type ItemType } from '../domain/item-types.ts'
import { label, note, reference, shortText, wholeNumber } from '../fields.ts'
import { textElements } from './text-element.ts'

export const contentColumns = () => ({
  item_type: text({ enum: itemTypes }).notNull(),
  item_subtype: text().notNull(),
  item_code: text().notNull(),
  item_description: text(),
  title_id: integer().references(() => textElements.id),
  population_flag_id: integer().references(() => textElements.id),
  ich_category_id: integer().references(() => textElements.id),
  dataset_label: text(),
  sorting_order: integer(),
  dataset_acronyms: text(),
})

/** Columns of a footnote of an item, besides the item it belongs to. */
export const footnoteColumns = () => ({
  footnote_id: integer()
    .notNull()
    .references(() => textElements.id),
  sequence_number: integer(),
})
/** Columns of an acronym of an item, besides the item it belongs to. */
export const acronymColumns = () => ({
  acronym_id: integer()
    .notNull()
    .references(() => textElements.id),
})

const tlfDetails = z.object({
  title_id: reference.nullish(),
  population_flag_id: reference.nullish(),
  ich_category_id: reference.nullish(),
})
const datasetDetails = z.object({
  label: shortText.nullish(),
  sorting_order: wholeNumber.nullish(),
  acronyms: note.nullish(),
})
export const footnoteLink = z.object({ footnote_id: reference, sequence_number: wholeNumber.nullish() })
export const acronymLink = z.object({ acronym_id: reference })

const details = {
  item_description: note.nullish(),
  tlf_details: tlfDetails.nullish(),
  dataset_details: datasetDetails.nullish(),
}

export const itemCreateFields = {
  item_type: z.enum(itemTypes),
  item_subtype: z.string().min(1).max(50),
  item_code: label,
  ...details,
  footnotes: z.array(footnoteLink).max(500).default([]),
  acronyms: z.array(acronymLink).max(500).default([]),
}
export const itemUpdateFields = {
  item_type: z.enum(itemTypes).optional(),
  item_subtype: z.string().min(1).max(50).optional(),
  item_code: label.optional(),
  ...details,
  footnotes: z.array(footnoteLink).max(500).nullish(),
  acronyms: z.array(acronymLink).max(500).nullish(),
}

/** A row of a bulk upload of tables, listings and figures (protocol 2.9, 2.10): texts by their wording, not by id. */
export const bulkTlf = z.object({
  item_subtype: z.string(),
  item_code: label,
  title: z.string().max(20_000).nullish(),
  footnotes: z.array(z.string().max(20_000)).max(500).default([]),
  population_flag: z.string().max(20_000).nullish(),
  acronyms: z.array(z.string().max(20_000)).max(500).default([]),
  ich_category: z.string().max(20_000).nullish(),
})
/** A row of a bulk upload of datasets. */
export const bulkDataset = z.object({
  item_subtype: z.string(),
  item_code: label,
  label: shortText.nullish(),
  sorting_order: wholeNumber.nullish(),
  acronyms: note.nullish(),
})

/** The sentence for details or a subtype that do not fit the item's type, or null when they fit (protocol 5.5). */
export function contentMismatch(item: {
  item_type: ItemType
  item_subtype: string
  tlf_details?: unknown
  dataset_details?: unknown
}): { field: string; message: string } | null {
  if (!isSubtypeOf(item.item_type, item.item_subtype)) {
    const allowed = itemSubtypes[item.item_type].join(', ')
    return { field: 'item_subtype', message: `A ${item.item_type} item must have one of these subtypes: ${allowed}` }
  }
  if (item.item_type === 'Dataset' && item.tlf_details) {
    return { field: 'tlf_details', message: 'TLF details cannot be provided for Dataset items' }
  }
  if (item.item_type === 'TLF' && item.dataset_details) {
    return { field: 'dataset_details', message: 'Dataset details cannot be provided for TLF items' }
  }
  return null
}

/** Zod check that puts the mismatch on the field it is about. */
export const refuseMismatch = (item: Parameters<typeof contentMismatch>[0], context: z.RefinementCtx) => {
  const mismatch = contentMismatch(item)
  if (mismatch) context.addIssue({ code: 'custom', message: mismatch.message, path: [mismatch.field] })
}
