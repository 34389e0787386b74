// Edits of many cells: asked of the host as one transaction, shown at once, and reported as done, skipped and refused. What
// the host does not take is shown as it was again.
import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { z } from 'zod'
import type { Tracker } from '../../../../../shared/entities/tracker.ts'
import { ApiError, sentenceOf } from '../../../api/api-error.ts'
import { rowOf } from '../../../api/shapes.ts'
import type { BulkEdit, BulkKind, ProblemCell } from '../../../grid/bulk/bulk-edit.ts'
import type { CellEdit } from '../../../grid/editing/cell-state.ts'
import { useCollections } from '../../../stores/collections.ts'
import { useSession } from '../../../stores/session.ts'
import { useWorkflowPolicy } from '../../../stores/workflow-policy.ts'
import { isEditableField } from '../tracker-columns.ts'
import type { TrackerRow } from '../tracker-row.ts'
import type { PendingRows } from './pending-rows.ts'
import { expected, requestOf, rowEdits, wantDueDate, wantFinding, type RowEdit } from './row-patches.ts'

const refusal = z.looseObject({
  id: z.number(),
  code: z.string(),
  detail: z.string(),
  current: rowOf<Tracker>().optional(),
})
const reply = z.object({ done: z.array(rowOf<Tracker>()), skipped: z.array(z.number()), refused: z.array(refusal) })

export interface ReportLine {
  /** The row of the grid; `column` where the cell is known. */
  row: number
  column: string | null
  sentence: string
}
export interface BulkReport {
  kind: BulkKind
  /** Rows that changed. */
  done: number
  /** Rows that were so already. */
  skipped: number
  refused: ReportLine[]
  cutOff: BulkEdit['cutOff']
  /** The whole request came to nothing, and this is why; it can be tried again. */
  failure: { sentence: string; again: () => void } | null
}

/** What is to be said before the edit can be asked of the host. */
export interface BulkQuestion {
  kind: 'due-date' | 'finding'
  /** Rows it is about. */
  rows: number[]
  answer: (value: string | null) => void
  giveUp: () => void
}

export interface BulkOptions {
  rowById: (id: number) => TrackerRow | undefined
  pending: PendingRows
  today: () => string
  /** Why a cell was left out. */
  problem: (problem: ProblemCell) => string
}

export function useBulkEdits({ rowById, pending, today, problem }: BulkOptions) {
  const { t } = useI18n()
  const session = useSession()
  const collections = useCollections()
  const policy = useWorkflowPolicy()
  const report = shallowRef<BulkReport | null>(null)
  const question = shallowRef<BulkQuestion | null>(null)

  function ask(kind: BulkQuestion['kind'], about: RowEdit[], go: (answer: string | null) => void) {
    question.value = {
      kind,
      rows: about.map(({ id }) => id),
      answer(value) {
        question.value = null
        go(value)
      },
      giveUp: () => (question.value = null),
    }
  }

  /** Asks what is missing, one thing after the other, and then the host. */
  function run(bulk: BulkEdit) {
    const { rows, withoutTracker } = rowEdits(bulk.edits, rowById)
    const refused = [
      ...bulk.problems.map((cell) => ({ row: cell.row, column: cell.column, sentence: problem(cell) })),
      ...withoutTracker.map((row) => ({ row, column: null, sentence: t('tracker.noTracker') })),
    ]
    const begun = { kind: bulk.kind, done: 0, skipped: 0, refused, cutOff: bulk.cutOff, failure: null }
    if (rows.length === 0) return void (report.value = { ...begun, skipped: bulk.unchanged > 0 ? 1 : 0 })
    complete(rows, (whole) => void send(whole, begun))
  }

  function complete(rows: RowEdit[], go: (rows: RowEdit[]) => void) {
    const failed = wantFinding(rows)
    if (failed.length > 0) {
      return ask('finding', failed, (finding) => finding && complete(withPatch(rows, failed, { finding }), go))
    }
    const undated = policy.isStrict ? wantDueDate(rows) : []
    if (undated.length > 0) {
      return ask('due-date', undated, (due_date) => go(due_date ? withPatch(rows, undated, { due_date }) : rows))
    }
    go(rows)
  }

  function withPatch(rows: RowEdit[], about: RowEdit[], patch: RowEdit['patch']): RowEdit[] {
    const ids = new Set(about.map(({ id }) => id))
    return rows.map((row) => (ids.has(row.id) ? { ...row, patch: { ...row.patch, ...patch } } : row))
  }

  async function send(rows: RowEdit[], begun: BulkReport, idempotencyKey: string = crypto.randomUUID()) {
    pending.show(rows.map((row) => expected(row, today())))
    try {
      const { data } = await session.client.post(
        '/reporting-effort-tracker/bulk-set',
        reply,
        { rows: rows.map(requestOf) },
        { idempotencyKey, step: t(`bulk.step.${begun.kind}`, rows.length) },
      )
      keep(data)
      const byTracker = new Map(rows.map((row) => [row.tracker.id, row]))
      const refused = data.refused.flatMap(({ id, detail }): ReportLine[] => {
        const row = byTracker.get(id)
        return row ? [{ row: row.id, column: row.columns[0] ?? null, sentence: detail }] : []
      })
      const whole = {
        ...begun,
        done: data.done.length,
        skipped: data.skipped.length,
        refused: [...begun.refused, ...refused],
      }
      // That one cell took its value is seen at the cell.
      const goesWithoutSaying = rows.length === 1 && begun.kind === 'set' && whole.refused.length === 0
      report.value = goesWithoutSaying ? null : whole
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const sentence = error.code === 'unreachable' ? t('bulk.unreachable') : sentenceOf(error)
      const again = () => void send(rows, begun, idempotencyKey)
      report.value = { ...begun, failure: { sentence, again } }
    } finally {
      pending.forget(rows.map(({ tracker }) => tracker.id))
    }
  }

  function keep({ done, refused }: z.infer<typeof reply>) {
    const held = collections.reporting_effort_item_tracker
    held.merge(
      [...done, ...refused.flatMap(({ current }) => current ?? [])].map((row) => ({ ...held.get(row.id), ...row })),
    )
  }
  /** Whether an edit of one cell brings more than its own value with it, so that it is to be run as a bulk of one. */
  function bringsMore(edit: CellEdit): boolean {
    if (!isEditableField(edit.column)) return true
    const { rows } = rowEdits([edit], rowById)
    const isMore = rows.some(({ patch }) => Object.keys(patch).length > 1)
    return isMore || wantFinding(rows).length > 0 || (policy.isStrict && wantDueDate(rows).length > 0)
  }

  return {
    report,
    question,
    run,
    bringsMore,
    closeReport: () => (report.value = null),
  }
}
