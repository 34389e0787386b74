// A package: a reusable set of items that efforts are filled from.
import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { label, note, shortText } from '../fields.ts'

const fields = {
  package_name: label,
  study_indication: shortText.nullish(),
  therapeutic_area: shortText.nullish(),
  description: note.nullish(),
}

export const packages = sqliteTable(
  'packages',
  {
    ...baseColumns(),
    package_name: text().notNull(),
    study_indication: text(),
    therapeutic_area: text(),
    description: text(),
  },
  (table) => [index('packages_by_name').on(table.package_name)],
)

export const itemPackage = defineEntity({
  table: packages,
  event: 'package',
  label: 'Package',
  create: z.object(fields),
  update: z.object(fields),
})
export type Package = RowOf<typeof itemPackage>
