// Makes one backup from its first page to its note: copied on the live handle, checked and locked in the second thread, put
// in place, noted, and copied to the second folder.
import { renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { BackupEntry } from '../../../shared/actions/backup.ts'
import { AppError } from '../../../shared/errors.ts'
import { backupTo } from '../../db/backup.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import type { TaskThread } from '../../jobs/thread.ts'
import type { Store } from '../../store/store.ts'
import { describeBackup } from './catalogue.ts'
import { PLAIN, readName, SEALED } from './names.ts'
import { readAuthor, writeNote, type Examined } from './note.ts'
import type { SealingKey } from './sealing.ts'

export interface Wanted {
  purpose: string
  description: string
  createdBy: string | null
  key: SealingKey | null
}

/** @returns the path of the backup, listed from now on */
export async function makeBackup(
  store: Store,
  thread: TaskThread,
  folder: string,
  { purpose, description, createdBy, key }: Wanted,
  { signal, step, progress }: JobContext,
): Promise<string> {
  let holds: Examined | undefined
  let sha256 = ''
  const options = { signal, onProgress: progress }
  step('Copying the workspace')
  const file = await backupTo(store.db, folder, purpose, {
    ...options,
    extension: key ? SEALED : PLAIN,
    async verify(partial) {
      step('Checking the copy')
      holds = await thread.run('examine', { file: partial, finish: true }, options)
      sha256 = await thread.run('digest', { file: partial }, options)
      if (!key) return
      step('Locking the copy')
      const locked = `${partial}.locked`
      try {
        await thread.run('seal', { file: partial, target: locked, key }, options)
        // Read back: what cannot be opened again is no backup.
        const inside = await thread.run('unseal', { file: locked, key }, options)
        if (inside !== sha256) {
          throw new AppError('unavailable', 'The locked copy could not be opened again and was discarded.')
        }
        renameSync(locked, partial)
      } finally {
        rmSync(locked, { force: true })
      }
      sha256 = await thread.run('digest', { file: partial }, options)
    },
  })
  writeNote(file, {
    description,
    created_by: createdBy,
    verified_at: new Date().toISOString(),
    sha256,
    error: null,
    holds: holds!,
  })
  return file
}

/**
 * Checks a backup that lies there: against its note when it has one, and as a database when it can be opened. What is found
 * is noted; a backup that failed is never offered again.
 * @param expected digest and contents that it had when it was made
 */
export async function checkBackup(
  folder: string,
  filename: string,
  thread: TaskThread,
  {
    key,
    expected,
    signal,
  }: {
    key: SealingKey | null
    expected?: { sha256: string; holds: Examined | null } | undefined
    signal?: AbortSignal
  },
): Promise<BackupEntry> {
  const file = path.join(folder, filename)
  const { isSealed, purpose } = readName(filename)!
  const author = readAuthor(file) ?? {
    description: `Made by the program: ${purpose.replaceAll('-', ' ')}`,
    created_by: null,
  }
  const options = { ...(signal && { signal }) }
  const sha256 = await thread.run('digest', { file }, options)
  let error: string | null = null
  let holds = expected?.holds ?? null
  if (expected && sha256 !== expected.sha256)
    error = 'The file is not what it was when it was made: it was damaged or altered.'
  else {
    try {
      if (!isSealed) holds = await thread.run('examine', { file, finish: false }, options)
      else if (key) await thread.run('unseal', { file, key }, options)
    } catch (failure) {
      if (signal?.aborted) throw failure
      // Locked with another passphrase: its bytes are what they were, more cannot be said.
      const isOtherKey = failure instanceof AppError && failure.code === 'forbidden'
      if (!isOtherKey) error = failure instanceof Error ? failure.message : String(failure)
    }
  }
  writeNote(file, {
    ...author,
    verified_at: new Date().toISOString(),
    sha256: expected?.sha256 ?? sha256,
    error,
    holds,
  })
  return describeBackup(folder, filename)!
}
