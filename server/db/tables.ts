// The tables that are nobody's entity: the change log, the feed's epoch, credentials, sessions, stored replies, what
// each person has read. No list, event or backup listing reads them; each names its only owner.
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { concernKinds } from '../../shared/domain/inbox.ts'
import { readKinds } from '../../shared/domain/read-positions.ts'
import { CHANGE_OWNER } from './change-owner.ts'

/** Owner: store/changes.ts. Append-only, also by trigger. */
export const changes = sqliteTable(
  'changes',
  {
    seq: integer().primaryKey(),
    tx: integer().notNull(),
    epoch: text().notNull(),
    at: text().notNull(),
    actor_id: integer(),
    actor_name: text().notNull(),
    session_id: text(),
    client_address: text(),
    entity: text().notNull(),
    row_id: integer().notNull(),
    action: text().notNull(),
    version: integer().notNull(),
    before: text(),
    after: text(),
    context: text(),
    reason: text(),
    previous_hash: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [
    index('changes_by_row').on(table.entity, table.row_id),
    // Finds what once hung on a row, also what is gone: features/history and features/audit.
    index('changes_by_owner')
      .on(table.entity, sql.raw(CHANGE_OWNER), table.row_id)
      .where(sql`action = 'create'`),
  ],
)

/** Owner: store/changes.ts. One row: the history this file belongs to; replaced only when history is (a restore). */
export const feed = sqliteTable('feed', { id: integer().primaryKey(), epoch: text().notNull() })

/** Owner: store/idempotency.ts. The reply to a write, returned again when the same request is retried. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    key: text().notNull(),
    actor_id: integer().notNull(),
    request_hash: text().notNull(),
    status: integer().notNull(),
    body: text().notNull(),
    created_at: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.actor_id, table.key] }),
    index('idempotency_keys_by_age').on(table.created_at),
  ],
)

/** Owner: http/auth. */
export const credentials = sqliteTable('credentials', {
  user_id: integer().primaryKey(),
  password_hash: text(),
  last_login_at: text(),
  reset_token_hash: text().unique(),
  reset_expires_at: text(),
  /** The password was set by somebody else: its owner chooses another one before anything else. */
  must_change: integer({ mode: 'boolean' }).notNull().default(false),
})

/** Owner: http/auth. Opaque tokens are kept as SHA-256 only. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    user_id: integer().notNull(),
    access_hash: text().notNull().unique(),
    access_expires_at: text().notNull(),
    refresh_hash: text().unique(),
    refresh_expires_at: text(),
    client_address: text(),
    user_agent: text(),
    created_at: text().notNull(),
    last_seen_at: text().notNull(),
  },
  (table) => [index('sessions_by_user').on(table.user_id)],
)

/** Owner: http/hosting. One row: how the workspace is shared, and by what its current join code is known. */
export const hosting = sqliteTable('hosting', {
  id: integer().primaryKey(),
  newcomers_may_ask: integer({ mode: 'boolean' }).notNull().default(true),
  discoverable: integer({ mode: 'boolean' }).notNull().default(false),
  code_address: text(),
  invitation: text(),
  code_expires_at: text(),
  /** The port chosen last. */
  port: integer(),
  /** The addresses chosen last, in JSON; null for all that the machine has. */
  addresses: text({ mode: 'json' }).$type<string[]>(),
})

/** Owner: http/hosting. Newcomers who asked for an account; the password they chose is kept as its hash. */
export const accessRequests = sqliteTable(
  'access_requests',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    token_hash: text().notNull().unique(),
    username: text().notNull(),
    display_name: text().notNull(),
    note: text().notNull(),
    password_hash: text().notNull(),
    address: text().notNull(),
    asked_at: text().notNull(),
    status: text({ enum: ['waiting', 'approved', 'refused'] }).notNull(),
  },
  (table) => [index('access_requests_by_status').on(table.status, table.id)],
)

/**
 * Owner: store/inbox.ts. What each person was told of; one entry for each change of a row. Not part of the history: who was
 * told follows from it.
 */
export const inboxEntries = sqliteTable(
  'inbox_entries',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    user_id: integer().notNull(),
    kind: text({ enum: concernKinds }).notNull(),
    at: text().notNull(),
    actor_id: integer(),
    actor_name: text().notNull(),
    tracker_id: integer().notNull(),
    comment_id: integer(),
    read_at: text(),
  },
  (table) => [
    index('inbox_entries_by_person').on(table.user_id, table.id),
    uniqueIndex('inbox_entries_by_change').on(table.user_id, table.tracker_id, table.at),
    index('inbox_entries_unread')
      .on(table.user_id)
      .where(sql`read_at IS NULL`),
  ],
)

/**
 * Owner: store/read-positions.ts. How far each person has read: the comments of a tracker row up to a comment, an effort's
 * activity up to an entry of the log. Subject 0 stands for all rows of that kind.
 */
export const readPositions = sqliteTable(
  'read_positions',
  {
    user_id: integer().notNull(),
    kind: text({ enum: readKinds }).notNull(),
    subject_id: integer().notNull(),
    position: integer().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.kind, table.subject_id] })],
)
