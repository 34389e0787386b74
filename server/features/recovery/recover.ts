// What a person may do about a damaged workspace: restore a backup of it, or salvage what can be read. Either way the new
// file is complete and checked before the damaged one is moved aside, and its history says what happened and begins a new
// epoch, so that every client that knew the old one asks for everything anew.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { SYSTEM_ACTOR } from '../../../shared/actor.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Damage, Recovery, SalvagedTable } from '../../../shared/recovery.ts'
import type { AuditEventKind } from '../../../shared/domain/audit-events.ts'
import { BACKUPS_FOLDER, findDamage, flush, PARTIAL, removeDatabaseFile } from '../../db/backup.ts'
import { DamagedWorkspace } from '../../db/damaged.ts'
import { knownVersion } from '../../db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../db/open.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { createStore } from '../../store/store.ts'
import { recordEvent } from '../audit-events/record.ts'
import { listBackupsIn, locateBackup } from '../backups/catalogue.ts'
import { digest } from '../backups/examine.ts'
import { readName } from '../backups/names.ts'
import { prepare } from '../backups/prepare.ts'
import { rememberSettings, rememberState } from '../backups/settings.ts'
import { quarantineName, replaceDamaged } from './quarantine.ts'
import { salvage, type Salvaged } from './salvage.ts'

const SETTINGS_FOLDER = 'backup-settings'
const unwatched = { expectWanted() {}, progress() {} }

export interface Recovered {
  /** Full sentences: what was put in place, and where the damaged file is. */
  detail: string
  /** Of a salvage; empty after a restore. */
  tables: SalvagedTable[]
}

const keyOf = (directory: string) => rememberSettings(path.join(directory, SETTINGS_FOLDER)).read().key
const goodBackups = (directory: string) =>
  listBackupsIn(path.join(directory, BACKUPS_FOLDER)).filter(({ status }) => status === 'completed')

/** What can be offered for a damaged workspace. Only reads. */
export function offerRecovery(directory: string): Damage {
  const hasKey = keyOf(directory) !== null
  return {
    file: path.join(directory, DATABASE_NAME),
    backups: goodBackups(directory).map(({ filename, created_at, size_bytes, counts, encrypted }) => ({
      filename,
      created_at,
      size_bytes,
      counts,
      locked: encrypted && !hasKey,
    })),
  }
}

/** Does what the person chose. @throws AppError; the damaged file is then where it was */
export function recover(directory: string, chosen: Recovery): Promise<Recovered> {
  if (chosen.kind === 'salvage') return salvageWorkspace(directory)
  const file = locateBackup(path.join(directory, BACKUPS_FOLDER), chosen.filename)
  return restoreOver(directory, file, chosen.passphrase)
}

/** Puts the workspace of a backup, which may lie anywhere, in the place of the damaged one. @throws as recover */
export async function restoreOver(directory: string, file: string, passphrase: string | null): Promise<Recovered> {
  const filename = path.basename(file)
  return replacing(directory, 'backup_restored', filename, async (target) => {
    const source = { file, isSealed: readName(filename)?.isSealed ?? false, passphrase, key: keyOf(directory) }
    const { counts, head } = await prepare({ source, target }, unwatched)
    const sha256 = digest({ file }, unwatched)
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
    return {
      tables: [],
      said: `${filename} was restored: ${rows} rows.`,
      recorded: `${filename}, SHA-256 ${sha256}, up to entry ${head.seq}.`,
    }
  })
}

/** Makes a workspace of what can be read of the damaged one. @throws as recover */
export async function salvageWorkspace(directory: string): Promise<Recovered> {
  return replacing(directory, 'workspace_salvaged', null, async (target) => {
    const lender = goodBackups(directory).find(({ encrypted }) => !encrypted)
    const lent = lender ? path.join(directory, BACKUPS_FOLDER, lender.filename) : null
    const { tables, whole_to } = await salvage(path.join(directory, DATABASE_NAME), target, lent)
    const total = (what: 'read' | 'rebuilt' | 'lost') => tables.reduce((sum, each) => sum + each[what], 0)
    const lost = tables.filter((each) => each.lost > 0).map(({ table, lost }) => `${lost} of ${table}`)
    const chain = stateOfHistory(whole_to)
    const said = `${total('read')} rows were read, ${total('rebuilt')} put together from the history, ${total('lost')} lost${lost.length > 0 ? ` (${lost.join(', ')})` : ''}.`
    return { tables, said: `${said} ${chain}`, recorded: `${chain} ${said}` }
  })
}

function stateOfHistory(wholeTo: Salvaged['whole_to']): string {
  if (wholeTo === null) return 'The history is whole.'
  if (wholeTo.seq === 0) return 'Nothing of the beginning of the history could be read; it begins anew.'
  return `The history is as it was up to entry ${wholeTo.seq}, hash ${wholeTo.hash}.`
}

interface Outcome {
  tables: SalvagedTable[]
  /** To the person, in sentences. */
  said: string
  /** To the history. */
  recorded: string
}

async function replacing(
  directory: string,
  kind: AuditEventKind,
  filename: string | null,
  make: (target: string) => Promise<Outcome>,
): Promise<Recovered> {
  expectDamaged(directory)
  const backups = path.join(directory, BACKUPS_FOLDER)
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const target = path.join(backups, `${randomUUID()}${PARTIAL}`)
  try {
    const { tables, said, recorded } = await make(target)
    const quarantine = quarantineName(directory)
    complete(target, kind, `It replaced a damaged file, kept as ${quarantine}. ${recorded}`)
    replaceDamaged(directory, target, quarantine)
    const detail = `${said} The damaged file is kept as ${path.join(directory, quarantine)}.`
    const last_restore = { at: new Date().toISOString(), ok: true, detail, filename }
    rememberState(path.join(directory, SETTINGS_FOLDER)).change({ last_restore })
    return { detail, tables }
  } finally {
    removeDatabaseFile(target)
  }
}

/** @throws AppError `conflict` when the workspace is whole, or whatever else keeps it from being opened */
function expectDamaged(directory: string): void {
  try {
    const db = openDatabase({ directory, knownVersion: knownVersion() })
    try {
      if (findDamage(db) !== null) return
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof DamagedWorkspace) return
    throw error
  }
  throw new AppError(
    'conflict',
    `The workspace in ${directory} is whole, so there is nothing to recover. Open it, and restore backups on its Backups screen.`,
  )
}

function complete(file: string, kind: AuditEventKind, detail: string): void {
  const db = openSqlite(file)
  try {
    db.pragma('foreign_keys = ON')
    db.prepare('INSERT OR REPLACE INTO feed (id, epoch) VALUES (1, ?)').run(randomUUID())
    // A link to choose a new password was meant for the state it was sent in.
    db.prepare('UPDATE credentials SET reset_token_hash = NULL, reset_expires_at = NULL').run()
    const store = createStore({ db, rules: [], publish: () => undefined })
    store.transact(SYSTEM_ACTOR, (tx) => recordEvent(tx, { kind, detail }))
  } finally {
    db.close()
  }
  flush(file, 'r+')
}
