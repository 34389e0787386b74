// Runs a plan: as a dry run, in slices that are rolled back so that nobody waits for it, or for good, in one transaction
// that comes out as the dry run did or not at all.
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../../shared/actor.ts'
import {
  lineKinds,
  type ImportChoice,
  type ImportCounts,
  type ImportLine,
  type Preview,
} from '../../../shared/actions/imports.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Store, Transaction } from '../../store/store.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import { openImport } from './open-import.ts'
import { createPlanner } from './plan.ts'
import type { Upload } from './uploads.ts'

/** Rows of a slice: about 20 ms of work. */
const SLICE = 100

/** Finds out what the import would do, and keeps it with the upload. @throws AppError when cancelled, or for a bad choice */
export async function preview(
  store: Store,
  actor: Actor,
  upload: Upload,
  choice: ImportChoice,
  job: Pick<JobContext, 'signal' | 'progress' | 'step'>,
): Promise<Preview> {
  const { rows, list, bases, questions, dayOrderFound } = openImport(store.db, upload, choice)
  const planner = createPlanner(list, choice, bases)
  const lines: ImportLine[] = []
  job.step('Trying the rows')
  for (let from = 0; from < rows.length; from += SLICE) {
    if (job.signal.aborted) throw new AppError('unavailable', 'It was cancelled. Nothing was changed.')
    job.progress(from, rows.length)
    const slice = rows.slice(from, from + SLICE)
    lines.push(...rolledBack(store, actor, (tx) => slice.map((row) => planner.take(tx, row))))
    list.forget()
    await setImmediate()
  }
  const found = { digest: digestOf(lines), counts: countsOf(lines), questions, day_order_found: dayOrderFound }
  upload.planned = { choice, preview: found, lines }
  return found
}

export interface Imported {
  counts: ImportCounts
}

/**
 * Does what the dry run showed. Refused rows are left out, as it showed too.
 * @throws AppError `conflict` when it would come out differently now; nothing is changed then
 */
export function commit(tx: Transaction, upload: Upload, digest: string): Imported {
  const { planned } = upload
  if (planned?.preview.digest !== digest) {
    throw new AppError('conflict', 'The file was looked at differently since. Look at the preview again.')
  }
  const { rows, list, bases } = openImport(tx.db, upload, planned.choice)
  const planner = createPlanner(list, planned.choice, bases)
  const lines = rows.map((row) => planner.take(tx, row))
  if (digestOf(lines) !== digest) {
    throw new AppError(
      'conflict',
      'Somebody changed these rows since the preview was made. Nothing was imported; look at the new preview.',
    )
  }
  return { counts: countsOf(lines) }
}

class RolledBack extends Error {}

function rolledBack<T>(store: Store, actor: Actor, work: (tx: Transaction) => T): T {
  let result: { value: T } | undefined
  try {
    store.transact(actor, (tx) => {
      result = { value: work(tx) }
      throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  return result!.value
}

const digestOf = (lines: readonly ImportLine[]) => createHash('sha256').update(JSON.stringify(lines)).digest('hex')

function countsOf(lines: readonly ImportLine[]): ImportCounts {
  const counts = Object.fromEntries(lineKinds.map((kind) => [kind, 0])) as ImportCounts
  counts.conflicts = 0
  for (const { kind, conflicts } of lines) {
    counts[kind] += 1
    counts.conflicts += conflicts.length
  }
  return counts
}
