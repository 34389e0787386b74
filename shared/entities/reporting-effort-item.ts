// An item of a reporting effort: a table, listing, figure or dataset to be programmed, and where it was copied from.
import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { flag, reference, wholeNumber } from '../fields.ts'
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
import { reportingEfforts } from './reporting-effort.ts'

export const sourceTypes = ['package', 'reporting_effort', 'custom', 'bulk_upload'] as const
export const itemStatuses = ['PENDING', 'IN_PROGRESS', 'COMPLETED'] as const

export const reportingEffortItems = sqliteTable(
  'reporting_effort_items',
  {
    ...baseColumns(),
    reporting_effort_id: integer()
      .notNull()
      .references(() => reportingEfforts.id),
    source_type: text({ enum: sourceTypes }),
    source_id: integer(),
    source_item_id: integer(),
    ...contentColumns(),
    is_active: integer({ mode: 'boolean' }).notNull().default(true),
    item_status: text({ enum: itemStatuses }).notNull().default('PENDING'),
  },
  (table) => [unique().on(table.reporting_effort_id, table.item_type, table.item_subtype, table.item_code)],
)

export const reportingEffortItem = defineEntity({
  table: reportingEffortItems,
  event: 'reporting_effort_item',
  label: 'Reporting effort item',
  create: z
    .object({
      reporting_effort_id: reference,
      source_type: z.enum(sourceTypes).nullish(),
      source_id: wholeNumber.nullish(),
      source_item_id: wholeNumber.nullish(),
      is_active: flag.default(true),
      item_status: z.enum(itemStatuses).default('PENDING'),
      ...itemCreateFields,
    })
    .superRefine(refuseMismatch),
  update: z.object({
    ...itemUpdateFields,
    is_active: flag.optional(),
    item_status: z.enum(itemStatuses).optional(),
  }),
})
export type ReportingEffortItem = RowOf<typeof reportingEffortItem>

export const reportingEffortItemFootnotes = sqliteTable(
  'reporting_effort_item_footnotes',
  {
    ...baseColumns(),
    reporting_effort_item_id: integer()
      .notNull()
      .references(() => reportingEffortItems.id),
    ...footnoteColumns(),
  },
  (table) => [
    unique().on(table.reporting_effort_item_id, table.footnote_id),
    index('reporting_effort_item_footnotes_by_text').on(table.footnote_id),
  ],
)

export const reportingEffortItemFootnote = defineEntity({
  table: reportingEffortItemFootnotes,
  event: 'reporting_effort_item_footnote',
  label: 'Footnote of the item',
  create: footnoteLink,
  update: footnoteLink,
})
export type ReportingEffortItemFootnote = RowOf<typeof reportingEffortItemFootnote>

export const reportingEffortItemAcronyms = sqliteTable(
  'reporting_effort_item_acronyms',
  {
    ...baseColumns(),
    reporting_effort_item_id: integer()
      .notNull()
      .references(() => reportingEffortItems.id),
    ...acronymColumns(),
  },
  (table) => [
    unique().on(table.reporting_effort_item_id, table.acronym_id),
    index('reporting_effort_item_acronyms_by_text').on(table.acronym_id),
  ],
)

export const reportingEffortItemAcronym = defineEntity({
  table: reportingEffortItemAcronyms,
  event: 'reporting_effort_item_acronym',
  label: 'Acronym of the item',
  create: acronymLink,
  update: acronymLink,
})
export type ReportingEffortItemAcronym = RowOf<typeof reportingEffortItemAcronym>
