// Brings an opened database to the newest schema: verified backup first, then every missing migration and a foreign key
// check in one transaction. Foreign keys are off around it, because SQLite ignores that switch inside a transaction and a
// rebuilt parent table would take its children along. `user_version` is the number of migrations applied.
import type Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { backupTo } from './backup.ts'

const journalFile = z.object({ entries: z.array(z.object({ tag: z.string() })) })

/** The folder of the migrations: beside this file in the source tree, beside the bundle in a built program. */
export const migrationsFolder = ['./migrations', '../migrations']
  .map((relative) => fileURLToPath(new URL(relative, import.meta.url)))
  .find((folder) => existsSync(path.join(folder, 'meta', '_journal.json')))!

/** How many migrations this program knows, which is its schema version. */
export function knownVersion(folder = migrationsFolder): number {
  const journal: unknown = JSON.parse(readFileSync(path.join(folder, 'meta', '_journal.json'), 'utf8'))
  return journalFile.parse(journal).entries.length
}

/**
 * Migrates to the newest schema, or to the one that `upTo` names; a database that is already there is left alone.
 * @param options.backups where the copy from before goes; without it none is made
 * @throws AppError `unavailable` when rows would lose what they refer to: the migration is undone, the backup is named.
 */
export async function migrateDatabase(
  db: Database.Database,
  options: { backups?: string; folder?: string; upTo?: number },
): Promise<{ from: number; to: number }> {
  const folder = options.folder ?? migrationsFolder
  const from = Number(db.pragma('user_version', { simple: true }))
  const to = options.upTo ?? knownVersion(folder)
  if (from >= to) return { from, to }

  const { backups } = options
  const backup = from > 0 && backups !== undefined ? await backupTo(db, backups, `before-schema-${to}`) : null
  db.pragma('foreign_keys = OFF')
  try {
    db.transaction(() => {
      for (const migration of readMigrationFiles({ migrationsFolder: folder }).slice(from, to)) {
        for (const statement of migration.sql) db.exec(statement)
      }
      const orphans = db.pragma('foreign_key_check') as { table: string }[]
      if (orphans.length > 0)
        throw new Error(`${orphans.length} rows of ${orphans[0]?.table} refer to rows that are gone`)
      db.pragma(`user_version = ${to}`)
    }).immediate()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const kept = backup ? ` A copy from before is at ${backup}.` : ''
    throw new AppError(
      'unavailable',
      `The workspace could not be brought to schema ${to}: ${reason}. It was left at schema ${from}.${kept}`,
    )
  } finally {
    db.pragma('foreign_keys = ON')
  }
  return { from, to }
}
