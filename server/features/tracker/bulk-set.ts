// Setting many rows at once, each to its own values: one transaction in which every row succeeds or fails by itself. What a
// row got beside its columns (tags, a finding) stands or falls with them.
import type { bulkSet } from '../../../shared/actions/tracker.ts'
import type { InputOf } from '../../../shared/action.ts'
import { tag, trackerTag } from '../../../shared/entities/tag.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { AppError, type ErrorCode } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import { writeComment } from '../comments/index.ts'
import { findLink, link, tagsOf } from '../tags/index.ts'
import { updateTracker } from './edit.ts'
import { trackerOut, type TrackerOut } from './views.ts'

type WantedRow = InputOf<typeof bulkSet>['body']['rows'][number]
type Patch = WantedRow['patch']

export interface BulkSetReport {
  /** The rows that changed, as they are now. */
  done: TrackerOut[]
  /** Ids of the rows that were so already. */
  skipped: number[]
  refused: { id: number; code: ErrorCode; detail: string; [extra: string]: unknown }[]
}

/** Sets each row; never throws for one of them. */
export function setEach(tx: Transaction, rows: readonly WantedRow[]): BulkSetReport {
  const report: BulkSetReport = { done: [], skipped: [], refused: [] }
  for (const row of rows) {
    try {
      const changed = tx.attempt(() => setRow(tx, row))
      if (changed) report.done.push(trackerOut(tx.db, changed))
      else report.skipped.push(row.id)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      report.refused.push({ ...error.extra, id: row.id, code: error.code, detail: error.message })
    }
  }
  return report
}

/** The row as it is then, or null when nothing had to change. */
function setRow(tx: Transaction, { id, version, base, patch }: WantedRow): Tracker | null {
  const before = tx.get(tracker, id)
  const { tag_ids, add_tag_ids, remove_tag_ids, finding, ...columns } = patch
  // First what hangs on the row, so that the row's own event counts it.
  if (finding !== undefined) writeComment(tx, { tracker_id: id, comment_text: finding })
  const tagged = setTags(tx, id, { tag_ids, add_tag_ids, remove_tag_ids })
  const expected = base && isUntouched(before, base, columns) ? before.version : version
  const after = updateTracker(tx, id, columns, { version: expected })
  return after.version !== before.version || tagged || finding !== undefined ? after : null
}

/** Whether every column about to be set still has the value that the writer saw. */
function isUntouched(before: Tracker, base: NonNullable<WantedRow['base']>, columns: object): boolean {
  const now = before as unknown as Record<string, unknown>
  const seen = base as Record<string, unknown>
  return Object.keys(columns).every((column) => column in seen && seen[column] === now[column])
}

/** @returns whether any tag came or went. @throws AppError `not_found` for a tag that does not exist */
function setTags(tx: Transaction, id: number, wanted: Pick<Patch, 'tag_ids' | 'add_tag_ids' | 'remove_tag_ids'>) {
  const held = () => tagsOf(tx.db, id).map((each) => each.id)
  const gone = wanted.tag_ids ? held().filter((each) => !wanted.tag_ids!.includes(each)) : []
  let changed = false
  for (const tagId of [...(wanted.tag_ids ?? []), ...(wanted.add_tag_ids ?? [])]) {
    tx.get(tag, tagId)
    if (link(tx, id, tagId).isNew) changed = true
  }
  for (const tagId of [...gone, ...(wanted.remove_tag_ids ?? [])]) {
    const existing = findLink(tx, id, tagId)
    if (!existing) continue
    tx.remove(trackerTag, existing.id)
    changed = true
  }
  return changed
}
