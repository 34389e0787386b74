// Something that happened and is no change of a row: a sign-in, a refusal, a password set anew, a report taken away. It is
// a row all the same, so that it stands in the one order of the change log, in its chain of hashes and in every replay.
// Only the program writes it, once; never a secret, and nothing that was typed where a secret might have been typed.
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { auditEventKinds } from '../domain/audit-events.ts'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'

export const auditEvents = sqliteTable(
  'audit_events',
  {
    ...baseColumns(),
    kind: text({ enum: auditEventKinds }).notNull(),
    /** Whom it is about; null for a name that no account has. */
    user_id: integer(),
    /** The user name at that time; empty for a name that no account has. */
    username: text().notNull().default(''),
    /** What else there is to know, as a sentence or a name: a device, a reason, a count. */
    detail: text(),
  },
  (table) => [index('audit_events_by_user').on(table.user_id, table.kind)],
)

export const auditEvent = defineEntity({
  table: auditEvents,
  event: 'audit_event',
  label: 'Recorded event',
  create: z.never(),
  update: z.never(),
})
export type AuditEvent = RowOf<typeof auditEvent>
