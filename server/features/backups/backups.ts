// The backups of one open workspace: what is asked for, what the program does by itself, and what is remembered of both.
// Everything long runs as a job; two copies may be made at once, two restores may not.
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Actor } from '../../../shared/actor.ts'
import type { Job } from '../../../shared/actions/jobs.ts'
import { SYSTEM_ACTOR } from '../../../shared/actor.ts'
import type { BackupEntry, BackupOutcome, BackupStatus } from '../../../shared/actions/backup.ts'
import type { AuditEventKind } from '../../../shared/domain/audit-events.ts'
import { AppError } from '../../../shared/errors.ts'
import { BACKUPS_FOLDER } from '../../db/backup.ts'
import type { JobContext, Jobs } from '../../jobs/jobs.ts'
import type { TaskThread } from '../../jobs/thread.ts'
import type { Store } from '../../store/store.ts'
import { recordEvent } from '../audit-events/record.ts'
import { clearLeftovers, deleteBackup, describeBackup, listBackupsIn, locateBackup, uncheckedIn } from './catalogue.ts'
import { checkBackup, makeBackup } from './making.ts'
import { readNote } from './note.ts'
import { createRestoring, type RestoreRequest } from './restoring.ts'
import { superseded } from './retention.ts'
import { isDailyDue, isRehearsalDue, warningsOf } from './schedule.ts'
import { copyToSecond, expectUsableFolder, removeFromSecond } from './second-folder.ts'
import { sentence } from './sentence.ts'
import { rememberSettings, rememberState, type BackupState } from './settings.ts'

const MEGABYTE = 1024 * 1024
/** How often it is looked whether something is due, in milliseconds. */
const LOOK_EVERY = 60_000
/** How long the word about their health is good, in milliseconds. */
const HEALTH_FOR = 1_000
/** How long after the start the first copy is made, in milliseconds: who opens the program comes first. */
export const START_DELAY = 20_000

export interface BackupsOptions {
  store: Store
  directory: string
  jobs: Jobs
  thread: TaskThread
  log: { info(line: string): void; warn(line: string): void }
  /** Nothing is done by itself: a copy for reading, a demo that is thrown away. */
  isPassive: boolean
  /** Nobody acts as the owner without signing in. */
  needsPassword: boolean
  /** Closes the workspace, puts the complete file in its place, and opens it again. */
  replace: (file: string) => Promise<void>
  startDelay?: number | undefined
  now?: () => Date
}

export interface SettingsPatch {
  automatic?: boolean | undefined
  hour?: number | undefined
  second_folder?: string | null | undefined
  passphrase?: string | null | undefined
}

export type Backups = ReturnType<typeof createBackups>

/** Clears up after an interrupted program and begins to keep time. */
export function createBackups(options: BackupsOptions) {
  const { store, jobs, thread, log, now = () => new Date() } = options
  const folder = path.join(options.directory, BACKUPS_FOLDER)
  const settings = rememberSettings(path.join(options.directory, 'backup-settings'))
  const state = rememberState(path.join(options.directory, 'backup-settings'))
  /** What is being done by itself, so that closing can wait for it. */
  let isClosed = false
  let looking: Promise<void> = Promise.resolve()
  let health: 'good' | 'none' | 'bad' = 'none'
  let healthAt = -Infinity

  const list = () => listBackupsIn(folder)
  const newestGood = () => list().find(({ status }) => status === 'completed')

  /** The workspace holds something that the newest good copy does not. */
  function isChanged(): boolean {
    const { head } = newestGood() ?? { head: null }
    return head === null || head.seq !== store.log.head.seq || head.hash !== store.log.head.hash
  }

  function remember(what: keyof BackupState, ok: boolean, detail: string, filename: string | null): void {
    const outcome: BackupOutcome = { at: now().toISOString(), ok, detail, filename }
    state.change({ [what]: outcome })
    if (ok) log.info(`${what}: ${detail}`)
    else log.warn(`${what}: ${detail}`)
  }

  const record = (actor: Actor, kind: AuditEventKind, detail: string) =>
    store.transact(actor, (tx) => recordEvent(tx, { kind, detail }))

  async function make(purpose: string, description: string, createdBy: string | null, context: JobContext) {
    const { key } = settings.read()
    try {
      const file = await makeBackup(store, thread, folder, { purpose, description, createdBy, key }, context)
      const entry = describeBackup(folder, path.basename(file))!
      remember(
        'last_backup',
        true,
        `${entry.filename} was made and checked, ${entry.size_bytes} bytes.`,
        entry.filename,
      )
      await copySecond(file, context)
      await rotate()
      return entry
    } catch (error) {
      if (!context.signal.aborted) remember('last_backup', false, sentence(error), null)
      throw error
    }
  }

  async function copySecond(file: string, { step }: JobContext): Promise<void> {
    const { second_folder } = settings.read()
    if (second_folder === null) return
    step('Copying it to the second folder')
    const filename = path.basename(file)
    try {
      await copyToSecond(file, second_folder, thread)
      remember('second_folder', true, `${filename} lies in ${second_folder} too.`, filename)
    } catch (error) {
      remember('second_folder', false, sentence(error), filename)
    }
  }

  async function rotate(): Promise<void> {
    const { second_folder } = settings.read()
    for (const filename of superseded(list())) {
      deleteBackup(folder, filename)
      log.info(`Backup ${filename} has had its time`)
      if (second_folder !== null) await removeFromSecond(filename, second_folder).catch(() => undefined)
    }
  }

  const { preview, restore, rehearse, importFile, isLocked } = createRestoring({
    store,
    thread,
    folder,
    now,
    needsPassword: options.needsPassword,
    key: () => settings.read().key,
    newestGood,
    make,
    remember,
    replace: options.replace,
  })

  function start(purpose: string, description: string, by: string | null) {
    return jobs.start('backup', by ?? SYSTEM_ACTOR.name, (context) => make(purpose, description, by, context))
  }

  /** Copies without a note are checked and get one: those of migrations, and those that somebody put there. */
  async function checkNewcomers(): Promise<void> {
    for (const filename of uncheckedIn(folder)) {
      if (isClosed) return
      await checkBackup(folder, filename, thread, { key: settings.read().key })
    }
  }

  async function changeSettings(actor: Actor, { passphrase, ...patch }: SettingsPatch): Promise<void> {
    const { second_folder } = patch
    if (typeof second_folder === 'string') expectUsableFolder(second_folder, folder)
    const key = typeof passphrase === 'string' ? await thread.run('deriveKey', { passphrase }) : passphrase
    const given = Object.fromEntries(Object.entries({ ...patch, key }).filter(([, value]) => value !== undefined))
    if (Object.keys(given).length === 0) return
    settings.change(given)
    if (second_folder === null) state.change({ second_folder: null })
    const { key: _secret, ...told } = given
    const detail = JSON.stringify({ ...told, ...(key !== undefined && { encrypted: key !== null }) })
    record(actor, 'backup_settings_changed', detail)
  }

  function status(): Omit<BackupStatus, 'backup_directory' | 'pg_dump_available'> {
    const backups = list()
    const { key, ...shown } = settings.read()
    const outcomes = state.read()
    const total_size_bytes = backups.reduce((total, { size_bytes }) => total + size_bytes, 0)
    return {
      total_backups: backups.length,
      total_size_bytes,
      total_size_mb: Math.round((total_size_bytes / MEGABYTE) * 100) / 100,
      latest_backup: backups[0] ?? null,
      warnings: warningsOf(backups, outcomes, isChanged(), now()),
      settings: { ...shown, encrypted: key !== null },
      ...outcomes,
    }
  }

  /** Does what is due, after what is being done; one thing after the other. */
  const look = (isStart = false): Promise<void> => (looking = looking.then(() => lookOnce(isStart)))

  async function lookOnce(isStart: boolean): Promise<void> {
    if (isClosed) return
    try {
      await checkNewcomers()
      const { automatic } = settings.read()
      if (isStart && automatic && isChanged()) await start('start', 'Made at the start of the program', null).done
      const lastTry = state.read().last_backup?.at
      if (isDailyDue(settings.read(), list(), lastTry, now()) && isChanged()) {
        await start('daily', 'Made every day', null).done
      }
      if (automatic && newestGood() && isRehearsalDue(state.read().rehearsal, now())) {
        await jobs.start('rehearsal', SYSTEM_ACTOR.name, rehearse).done
      }
    } catch (error) {
      if (!isClosed) log.warn(`Backups: ${sentence(error)}`)
    }
  }

  for (const name of clearLeftovers(folder)) log.info(`${name} was left by an interrupted copy and was removed`)
  const first = setTimeout(() => void look(true), options.startDelay ?? START_DELAY)
  const timer = setInterval(() => void look(), LOOK_EVERY)
  if (options.isPassive) {
    clearTimeout(first)
    clearInterval(timer)
  }
  first.unref()
  timer.unref()

  return {
    folder,
    list,
    status,
    preview,
    changeSettings,
    /** `none` until the first copy, `bad` when something is wrong with them. Cheap: anybody may ask. */
    health(): 'good' | 'none' | 'bad' {
      if (now().getTime() - healthAt > HEALTH_FOR) {
        const { warnings } = status()
        health = warnings.length === 0 ? 'good' : warnings.join() === 'none' ? 'none' : 'bad'
        healthAt = now().getTime()
      }
      return health
    },
    locate: (filename: string) => locateBackup(folder, filename),
    remove(actor: Actor, filename: string): void {
      deleteBackup(folder, filename)
      record(actor, 'backup_deleted', filename)
    },
    /** Does at once what would be done by itself. */
    look,
    make: (description: string | undefined, by: string) =>
      start('manual', description ?? `Manual backup created at ${now().toISOString()}`, by),
    async verify(filename: string): Promise<BackupEntry> {
      const expected = readNote(locateBackup(folder, filename))
      return checkBackup(folder, filename, thread, { key: settings.read().key, expected })
    },
    restore(request: RestoreRequest): Job {
      const needsPassphrase = isLocked(request.filename) && request.passphrase === null
      if (jobs.list().some(({ kind, status }) => kind === 'restore' && status === 'running')) {
        throw new AppError('conflict', 'Another backup is being restored. Wait until that is done.')
      }
      if (needsPassphrase) {
        throw new AppError(
          'forbidden',
          'This backup is locked with a passphrase. Give the passphrase it was made with.',
        )
      }
      return jobs.start('restore', request.actor.name, (context) => restore(request, context)).job
    },
    rehearse: (by: string): Job => jobs.start('rehearsal', by, rehearse).job,
    importFile: (given: string, passphrase: string | null, by: string) =>
      jobs.start('import', by, (context) => importFile(given, passphrase, by, context)).result,
    close() {
      isClosed = true
      clearTimeout(first)
      clearInterval(timer)
      rmSync(path.join(options.directory, 'backup-settings', 'settings.json.new'), { force: true })
    },
  }
}
