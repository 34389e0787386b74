// The status of an effort as a document holds it: the dashboard's own numbers and the rows behind them, as of one entry of the
// change log.
import type Database from 'better-sqlite3'
import { addDays } from '../../../shared/domain/days.ts'
import { SOON_DAYS, stages, type Stage } from '../../../shared/domain/progress.ts'
import type { BoardLine } from '../../../shared/actions/dashboard.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { notFound } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import type { ReportLine, StatusReport } from '../../reports/status-report.ts'
import { readRow } from '../../store/rows.ts'
import { countKinds, countTotals } from '../dashboard/numbers.ts'
import { countFirstPasses } from '../dashboard/progress.ts'
import { readLinesOf, readRowsBehind } from '../dashboard/rows.ts'
import { viewEffort } from '../reporting-efforts/views.ts'
import { readContents } from './effort-contents.ts'

interface AsOf {
  /** UTC. */
  at: string
  /** The day of who asks. */
  today: string
  /** User name of who asks. */
  by: string
  seq: number
  hash: string
}

const stageWords: Record<Stage, string> = {
  not_started: 'Not started',
  in_progress: 'In progress',
  on_hold: 'On hold',
  in_qc: 'In QC',
  failed: 'QC failed',
  complete: 'Complete',
}
const share = (part: number, whole: number) =>
  whole === 0 ? '–' : `${part} of ${whole} (${Math.round((100 * part) / whole)} %)`

/** @throws AppError `not_found` for an unknown effort */
export function readStatusReport(db: Database.Database, effortId: number, asOf: AsOf): StatusReport {
  const effort = readRow(db, reportingEffort, effortId)
  if (!effort) throw notFound(reportingEffort.label)
  const { study_label, database_release_label_full, database_release_label } = viewEffort(db, effort)
  const scope = { effort: effortId, today: asOf.today, soon: addDays(asOf.today, SOON_DAYS) }
  const totals = countTotals(db, scope)
  const behind = (asked: { subset?: 'overdue' | 'soon'; stage?: Stage }) =>
    readRowsBehind(db, scope, { subset: 'all', ...asked })
  const [overdue, soon, failed] = [
    behind({ subset: 'overdue' }),
    behind({ subset: 'soon' }),
    behind({ stage: 'failed' }),
  ]
  const nameOf = namesOf(db)
  const line = toLine(nameOf)
  return {
    study: study_label,
    release: database_release_label_full,
    effort: database_release_label,
    as_of: asOf,
    numbers: [
      ['Items', String(totals.items)],
      ['Complete', share(totals.complete, totals.items)],
      ['QC passed', share(totals.passed, totals.items)],
      ['QC passed at the first attempt', share(countFirstPasses(db, scope), totals.passed)],
      ['Overdue', String(overdue.count)],
      [`Due within ${SOON_DAYS} days`, String(soon.count)],
      ['Without a programmer', String(totals.unassigned)],
      ['Comments not resolved', String(totals.open_comments)],
    ],
    kinds: {
      header: ['Kind', 'Items', ...stages.map((stage) => stageWords[stage]), 'Overdue'],
      rows: countKinds(db, scope)
        .filter(({ total }) => total > 0)
        .map(({ kind, total, stages: counts, overdue: late }) => [
          kind,
          String(total),
          ...stages.map((stage) => String(counts[stage])),
          String(late),
        ]),
    },
    lists: [
      { title: 'Overdue', count: overdue.count, lines: overdue.rows.map(line) },
      { title: 'QC failed', count: failed.count, lines: failed.rows.map(line) },
      { title: `Due within ${SOON_DAYS} days`, count: soon.count, lines: soon.rows.map(line) },
    ],
    all: allLines(db, effortId, line),
  }
}

/** Every item, outputs in the order of the report, then datasets. */
function allLines(db: Database.Database, effortId: number, line: (row: BoardLine) => ReportLine): ReportLine[] {
  const { outputs, datasets } = readContents(db, effortId)
  const rows = new Map(readLinesOf(db, effortId).map((row) => [row.id, row]))
  return [...outputs, ...datasets].flatMap(({ id }) => {
    const row = rows.get(id)
    return row ? [line(row)] : []
  })
}

const toLine =
  (nameOf: (id: number | null) => string) =>
  (row: BoardLine): ReportLine => ({
    code: row.item_code,
    kind: row.item_subtype,
    title: row.title,
    stage: stageWords[row.stage],
    production: nameOf(row.production_programmer_id),
    qc: nameOf(row.qc_programmer_id),
    due: row.due_date ?? '',
  })

function namesOf(db: Database.Database): (id: number | null) => string {
  const names = new Map(
    prepared<{ id: number; name: string }>(db, 'SELECT id, coalesce(display_name, username) AS name FROM users')
      .all()
      .map(({ id, name }) => [id, name]),
  )
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}
