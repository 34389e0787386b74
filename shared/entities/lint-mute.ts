// A finding of the checks that somebody decided to let stand, and why. One for each item and rule; everybody sees it.
import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { reference } from '../fields.ts'
import { lintRules } from '../lint/lint.ts'
import { reportingEffortItems } from './reporting-effort-item.ts'
import { users } from './user.ts'

const ids = lintRules.map(({ id }) => id) as [string, ...string[]]

export const lintMutes = sqliteTable(
  'lint_mutes',
  {
    ...baseColumns(),
    reporting_effort_item_id: integer()
      .notNull()
      .references(() => reportingEffortItems.id),
    rule: text().notNull(),
    reason: text().notNull(),
    user_id: integer()
      .notNull()
      .references(() => users.id),
  },
  (table) => [unique().on(table.reporting_effort_item_id, table.rule)],
)

const reason = z.string().trim().min(1).max(1000)

export const lintMute = defineEntity({
  table: lintMutes,
  event: 'lint_mute',
  label: 'Muted finding',
  create: z.object({ reporting_effort_item_id: reference, rule: z.enum(ids), reason }),
  update: z.object({ reason: reason.optional() }),
})
export type LintMute = RowOf<typeof lintMute>
