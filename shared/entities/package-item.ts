// An item of a package, with its ordered footnotes and its acronyms.
import { index, integer, sqliteTable, unique } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { reference } from '../fields.ts'
import {
  acronymColumns,
  acronymLink,
  contentColumns,
  footnoteColumns,
  footnoteLink,
  itemCreateFields,
  itemUpdateFields,
  refuseMismatch,
} from './item-contents.ts'
import { packages } from './package.ts'

export const packageItems = sqliteTable(
  'package_items',
  {
    ...baseColumns(),
    package_id: integer()
      .notNull()
      .references(() => packages.id),
    ...contentColumns(),
  },
  (table) => [unique().on(table.package_id, table.item_type, table.item_subtype, table.item_code)],
)

export const packageItem = defineEntity({
  table: packageItems,
  event: 'package_item',
  label: 'Package item',
  create: z.object({ package_id: reference, ...itemCreateFields }).superRefine(refuseMismatch),
  update: z.object(itemUpdateFields),
})
export type PackageItem = RowOf<typeof packageItem>

export const packageItemFootnotes = sqliteTable(
  'package_item_footnotes',
  {
    ...baseColumns(),
    package_item_id: integer()
      .notNull()
      .references(() => packageItems.id),
    ...footnoteColumns(),
  },
  (table) => [
    unique().on(table.package_item_id, table.footnote_id),
    index('package_item_footnotes_by_text').on(table.footnote_id),
  ],
)

export const packageItemFootnote = defineEntity({
  table: packageItemFootnotes,
  event: 'package_item_footnote',
  label: 'Footnote of the package item',
  create: footnoteLink,
  update: footnoteLink,
})
export type PackageItemFootnote = RowOf<typeof packageItemFootnote>

export const packageItemAcronyms = sqliteTable(
  'package_item_acronyms',
  {
    ...baseColumns(),
    package_item_id: integer()
      .notNull()
      .references(() => packageItems.id),
    ...acronymColumns(),
  },
  (table) => [
    unique().on(table.package_item_id, table.acronym_id),
    index('package_item_acronyms_by_text').on(table.acronym_id),
  ],
)

export const packageItemAcronym = defineEntity({
  table: packageItemAcronyms,
  event: 'package_item_acronym',
  label: 'Acronym of the package item',
  create: acronymLink,
  update: acronymLink,
})
export type PackageItemAcronym = RowOf<typeof packageItemAcronym>
