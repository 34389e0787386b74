// Runs the checks over an effort, in slices so that other requests get their turn, with what was muted beside what was found.
import type Database from 'better-sqlite3'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LintFinding, LintReport } from '../../../shared/actions/lint.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { notFound } from '../../../shared/errors.ts'
import { createLinter } from '../../../shared/lint/lint.ts'
import { prepared } from '../../db/statements.ts'
import { readRow } from '../../store/rows.ts'
import { readLintEffort } from './read-effort.ts'

/** Items of a slice: a few milliseconds of work. */
const SLICE = 250

/** @param today `YYYY-MM-DD` @throws AppError `not_found` for an unknown effort */
export async function lintEffort(db: Database.Database, effortId: number, today: string): Promise<LintReport> {
  const row = readRow(db, reportingEffort, effortId)
  if (!row) throw notFound(reportingEffort.label)
  const effort = readLintEffort(db, row, today)
  const muted = mutesOf(db, effortId)
  const items = new Map(effort.items.map((item) => [item.id, item]))
  const run = createLinter(effort)
  const findings: LintFinding[] = []
  for (let from = 0; from < effort.items.length; from += SLICE) {
    if (from > 0) await nextTurn()
    for (const finding of run(from, from + SLICE)) {
      const { code, item_subtype } = items.get(finding.item_id)!
      findings.push({
        ...finding,
        tracker_id: effort.trackers.get(finding.item_id) ?? null,
        item_code: code,
        item_subtype,
        fix: finding.fix && { on: finding.fix.on, patch: { ...finding.fix.patch } },
        muted: muted.get(keyOf(finding.item_id, finding.rule)) ?? null,
      })
    }
  }
  return { items: effort.items.length, findings }
}

const keyOf = (itemId: number, rule: string) => `${itemId} ${rule}`

interface Mute extends NonNullable<LintFinding['muted']> {
  item_id: number
  rule: string
}

const mutesOf = (db: Database.Database, effortId: number) =>
  new Map(
    prepared<Mute>(
      db,
      `SELECT m.id, m.reason, m.created_at AS at, m.rule, m.reporting_effort_item_id AS item_id,
         coalesce(u.display_name, u.username) AS by
       FROM lint_mutes AS m
       JOIN reporting_effort_items AS i ON i.id = m.reporting_effort_item_id
       JOIN users AS u ON u.id = m.user_id
       WHERE i.reporting_effort_id = +?`,
    )
      .all(effortId)
      .map(({ item_id, rule, ...mute }) => [keyOf(item_id, rule), mute]),
  )
