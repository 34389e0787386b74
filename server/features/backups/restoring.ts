// What is made of a backup without touching it: looked into, restored, tried, and a file from elsewhere taken among them. All
// of them go the same way, through a new file with our own schema.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { BackupEntry, BackupPreview } from '../../../shared/actions/backup.ts'
import type { Actor } from '../../../shared/actor.ts'
import { findEntity } from '../../../shared/entities/index.ts'
import { user } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import { PARTIAL, putInPlace, removeDatabaseFile, stampOf } from '../../db/backup.ts'
import { knownVersion } from '../../db/migrate.ts'
import { prepared } from '../../db/statements.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import type { TaskThread } from '../../jobs/thread.ts'
import { readRows } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { describeBackup, locateBackup } from './catalogue.ts'
import { countsOf } from './examine.ts'
import { checkBackup } from './making.ts'
import { PLAIN, readName, SEALED } from './names.ts'
import { readNote, writeNote } from './note.ts'
import type { Prepared } from './prepare.ts'
import { completeRestore } from './restore.ts'
import type { SealingKey } from './sealing.ts'
import { sentence } from './sentence.ts'
import type { BackupState } from './settings.ts'
import type { Source } from './source.ts'

export interface RestoreRequest {
  filename: string
  passphrase: string | null
  reason: string | null
  actor: Actor
}

export interface RestoringContext {
  store: Store
  thread: TaskThread
  folder: string
  now: () => Date
  needsPassword: boolean
  /** What locks copies now; null when nothing does. */
  key: () => SealingKey | null
  newestGood: () => BackupEntry | undefined
  make: (purpose: string, description: string, by: string, context: JobContext) => Promise<BackupEntry>
  remember: (what: keyof BackupState, ok: boolean, detail: string, filename: string | null) => void
  replace: (file: string) => Promise<void>
}

/** What can be made of the backups in `folder`. */
export function createRestoring({
  store,
  thread,
  folder,
  now,
  needsPassword,
  key,
  newestGood,
  make,
  remember,
  replace,
}: RestoringContext) {
  function sourceOf(filename: string, passphrase: string | null): Source {
    const file = locateBackup(folder, filename)
    return { file, isSealed: readName(filename)!.isSealed, passphrase, key: key() }
  }

  /** The prepared file of a backup whose bytes are what they were. */
  async function prepareFrom(
    filename: string,
    passphrase: string | null,
    context?: Pick<JobContext, 'signal' | 'progress'>,
  ): Promise<{ file: string; holds: Prepared; sha256: string }> {
    const source = sourceOf(filename, passphrase)
    const run = context ? { signal: context.signal, onProgress: context.progress } : {}
    const sha256 = await thread.run('digest', { file: source.file }, run)
    const note = readNote(source.file)
    if (note && note.sha256 !== sha256) {
      await checkBackup(folder, filename, thread, { key: null, expected: note })
      throw new AppError('unavailable', `${filename} is not what it was when it was made: it was damaged or altered.`)
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const file = path.join(folder, `${randomUUID()}${PARTIAL}`)
    return { file, holds: await thread.run('prepare', { source, target: file }, run), sha256 }
  }

  async function preview(filename: string, passphrase: string | null): Promise<BackupPreview> {
    const { file, holds } = await prepareFrom(filename, passphrase)
    removeDatabaseFile(file)
    const current = countsOf(store.db)
    const here = new Set(readRows(store.db, user, '1').map(({ username }) => username))
    const history = historyOf(holds)
    return {
      filename,
      created_at: readName(filename)!.created_at,
      schema: holds.schema_before,
      is_older: holds.schema_before < knownVersion(),
      counts: Object.entries(holds.counts).map(([entity, in_backup]) => ({
        entity,
        label: findEntity(entity)?.label ?? entity,
        in_backup,
        now: current[entity] ?? 0,
      })),
      entries: holds.head.seq,
      newest_change: holds.newest_change,
      history,
      changes_since: history === 'other' ? null : store.log.head.seq - holds.head.seq,
      people: holds.people.map((person) => ({ ...person, is_here: here.has(person.username) })),
      ignored: holds.ignored,
    }
  }

  function historyOf({ head }: Prepared): BackupPreview['history'] {
    if (head.seq === store.log.head.seq && head.hash === store.log.head.hash) return 'same'
    const known = prepared<{ hash: string }>(store.db, 'SELECT hash FROM changes WHERE seq = ?').get(head.seq)
    return head.seq > 0 && known?.hash === head.hash ? 'earlier' : 'other'
  }

  async function restore(
    { filename, passphrase, reason, actor }: RestoreRequest,
    context: JobContext,
  ): Promise<object> {
    let file: string | undefined
    try {
      context.step('Reading and checking the backup')
      const ready = await prepareFrom(filename, passphrase, context)
      file = ready.file
      // From here on nothing is written, so that the safety copy holds everything.
      store.freeze('A backup is being restored. Nothing was saved; look again in a moment.')
      context.step('Copying what is there now')
      const safety = await make('before-restore', `Before ${filename} was restored`, actor.name, context)
      context.step('Putting the backup in place')
      const { sha256, holds } = ready
      if (context.signal.aborted) throw new AppError('unavailable', 'It was cancelled.')
      completeRestore(file, store, { filename, sha256, actor, reason, needsPassword })
      await replace(file)
      const total = Object.values(holds.counts).reduce((sum, count) => sum + count, 0)
      remember(
        'last_restore',
        true,
        `${filename} was restored by ${actor.name}: ${total} rows. What was there before is in ${safety.filename}.`,
        filename,
      )
      return { filename, rows: total, counts: holds.counts, safety_copy: safety.filename }
    } catch (error) {
      if (file !== undefined) removeDatabaseFile(file)
      store.freeze(null)
      if (!context.signal.aborted) remember('last_restore', false, `${filename}: ${sentence(error)}`, filename)
      throw error
    }
  }

  /** Restores the newest good copy into a file that is thrown away, and counts what came out. */
  async function rehearse(context: JobContext): Promise<{ filename: string; rows: number }> {
    const newest = newestGood()
    if (!newest) throw new AppError('invalid', 'There is no backup to try. Make one first.')
    const { filename } = newest
    try {
      context.step(`Restoring ${filename} on trial`)
      const begun = performance.now()
      const { file, holds } = await prepareFrom(filename, null, context)
      removeDatabaseFile(file)
      const expected = readNote(path.join(folder, filename))?.holds
      const rows = Object.values(holds.counts).reduce((sum, count) => sum + count, 0)
      if (expected && (expected.head.hash !== holds.head.hash || !hasCounts(holds.counts, expected.counts))) {
        throw new AppError('unavailable', `${filename} was restored on trial, but other rows came out than went in.`)
      }
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      remember('rehearsal', true, `${filename} was restored on trial: ${rows} rows in ${seconds} s.`, filename)
      return { filename, rows }
    } catch (error) {
      if (!context.signal.aborted) remember('rehearsal', false, sentence(error), filename)
      throw error
    }
  }

  async function importFile(
    given: string,
    passphrase: string | null,
    by: string,
    { signal, step, progress }: JobContext,
  ) {
    if (!path.isAbsolute(given) || !existsSync(given)) {
      throw new AppError('not_found', `There is no file ${given} on this machine.`)
    }
    const isSealed = given.endsWith(`.${SEALED}`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const partial = path.join(folder, `${randomUUID()}${PARTIAL}`)
    const run = { signal, onProgress: progress }
    step('Reading and checking the file')
    try {
      const source = { file: given, isSealed, passphrase, key: key() }
      const {
        people: _people,
        ignored: _ignored,
        ...holds
      } = await thread.run('prepare', { source, target: partial }, run)
      const sha256 = await thread.run('digest', { file: partial }, run)
      const file = putInPlace(partial, path.join(folder, `pearl_backup_${stampOf(now())}_imported`), PLAIN)
      const { schema, epoch, head, counts } = holds
      writeNote(file, {
        description: `Taken from ${path.basename(given)}`,
        created_by: by,
        verified_at: now().toISOString(),
        sha256,
        error: null,
        holds: { schema, epoch, head, counts },
      })
      return describeBackup(folder, path.basename(file))!
    } finally {
      removeDatabaseFile(partial)
    }
  }

  return {
    preview,
    restore,
    rehearse,
    importFile,
    /** A passphrase must be given to open it. */
    isLocked: (filename: string) => {
      const { isSealed } = readName(path.basename(locateBackup(folder, filename)))!
      return isSealed && key() === null
    },
  }
}

/** Rows may only have been added to by newer schemas; what went in came out. */
const hasCounts = (counts: Record<string, number>, expected: Record<string, number>) =>
  Object.entries(expected).every(([entity, count]) => counts[entity] === count)
