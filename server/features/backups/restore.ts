// The last steps before a prepared file takes the workspace's place: what belongs to this host and to its people is carried
// over, the history gets a new epoch, and its first entry says what was restored, by whom, and where the history stood that
// it replaces. All of it is in the file before it is put in place, so there is no moment in which half of it holds.
import type Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Actor } from '../../../shared/actor.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import { flush, flushFolder } from '../../db/backup.ts'
import { DATABASE_NAME } from '../../db/open.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { prepared } from '../../db/statements.ts'
import { createStore, type Store } from '../../store/store.ts'
import { recordEvent } from '../audit-events/record.ts'

/** Tables that belong to this host: as they are now, whatever is restored. */
const carried = ['hosting', 'access_requests'] as const

export interface Restored {
  filename: string
  /** Of the backup's file. */
  sha256: string
  actor: Actor
  reason: string | null
  /** Somebody must be able to sign in by password afterwards: there is no window that acts as the owner. */
  needsPassword: boolean
}

/**
 * Completes the prepared file.
 * @param live the workspace that it replaces; only read
 * @throws AppError `invalid` when nobody could sign in afterwards
 */
export function completeRestore(
  file: string,
  live: Store,
  { filename, sha256, actor, reason, needsPassword }: Restored,
) {
  const db = openSqlite(file)
  try {
    db.pragma('foreign_keys = ON')
    db.transaction(() => {
      carryCredentials(live.db, db)
      for (const table of carried) carryTable(live.db, db, table)
      prepared(db, 'UPDATE feed SET epoch = ?').run(randomUUID())
    })()
    const known = `SELECT count(*) FROM users JOIN credentials ON user_id = users.id
      WHERE role = 'ADMIN' AND is_active AND password_hash IS NOT NULL`
    if (needsPassword && db.prepare(known).pluck().get() === 0) {
      throw new AppError(
        'invalid',
        'No administrator in this backup could sign in here. Restore it on a host of your own first, and set a password there.',
      )
    }
    const store = createStore({ db, rules: [], publish: () => undefined })
    const { head, epoch } = live.log
    const detail =
      `${filename}, SHA-256 ${sha256}, up to entry ${store.log.head.seq}. ` +
      `It replaced history ${epoch} at entry ${head.seq}, hash ${head.hash}`
    store.transact(actor, (tx) => recordEvent(tx, { kind: 'backup_restored', detail }), { reason })
  } finally {
    db.close()
  }
  flush(file, 'r+')
}

/** Who is known here by name keeps the password used here; who is only in the backup has the one that the backup has. */
function carryCredentials(live: Database.Database, db: Database.Database): void {
  // A link to choose a new password was meant for the state it was sent in.
  db.prepare('UPDATE credentials SET reset_token_hash = NULL, reset_expires_at = NULL').run()
  const idOf = db.prepare(`SELECT id FROM ${user.name} WHERE username = ?`).pluck()
  const sql = `SELECT username, credentials.* FROM users JOIN credentials ON user_id = users.id WHERE password_hash IS NOT NULL`
  for (const { username, ...known } of live.prepare(sql).all() as ({ username: string } & Row)[]) {
    const user_id = idOf.get(username)
    if (user_id === undefined) continue
    db.prepare('DELETE FROM credentials WHERE user_id = ?').run(user_id)
    insert(db, 'credentials', { ...known, user_id })
  }
}

type Row = Record<string, unknown>

function carryTable(live: Database.Database, db: Database.Database, table: (typeof carried)[number]): void {
  db.prepare(`DELETE FROM ${table}`).run()
  for (const row of live.prepare(`SELECT * FROM ${table}`).all() as Row[]) insert(db, table, row)
}

function insert(db: Database.Database, table: string, row: Row): void {
  const names = Object.keys(row)
  db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`).run(
    row,
  )
}

/** The file that was replaced, under a second name until the new one is known to open. */
const REPLACED = `${DATABASE_NAME}.replaced`

/**
 * Puts a complete file in the place of a workspace that is closed: one rename, so that a crash leaves the one or the other.
 * @throws AppError `unavailable` when the workspace was not closed cleanly
 */
export function putWorkspace(file: string, directory: string): void {
  const target = path.join(directory, DATABASE_NAME)
  // A write-ahead log that stayed behind belongs to the old file and would be played into the new one.
  if (existsSync(`${target}-wal`) || existsSync(`${target}-journal`)) {
    throw new AppError('unavailable', 'The workspace could not be closed cleanly, so it was not replaced.')
  }
  forgetReplaced(directory)
  try {
    linkSync(target, path.join(directory, REPLACED))
  } catch {
    // A file system without a second name for a file: the safety copy among the backups is what remains.
  }
  renameSync(file, target)
  flushFolder(directory)
}

/** Puts the replaced file back, when the new one does not open. @throws when it has no second name */
export function takeBack(directory: string): void {
  const target = path.join(directory, DATABASE_NAME)
  for (const side of ['-wal', '-journal']) rmSync(target + side, { force: true })
  renameSync(path.join(directory, REPLACED), target)
  flushFolder(directory)
}

export const forgetReplaced = (directory: string) => rmSync(path.join(directory, REPLACED), { force: true })
