// A reporting effort as the checks look at it: every item with its texts written out, its work, and the title that its package
// gives it. A handful of statements, whatever the number of items.
import type Database from 'better-sqlite3'
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import type { ReportingEffort } from '../../../shared/entities/reporting-effort.ts'
import type { LintEffort, LintItem, LintPerson } from '../../../shared/lint/finding.ts'
import { prepared } from '../../db/statements.ts'
import { readRow } from '../../store/rows.ts'
import { effortFamily } from '../items/family.ts'
import { listItems, type ItemView } from '../items/views.ts'
import { listTrackersOfEffort } from '../tracker/views.ts'

export interface ReadEffort extends LintEffort {
  /** Tracker rows by item. */
  trackers: ReadonlyMap<number, number>
}

interface Text {
  id: number
  type: string
  label: string
}

export function readLintEffort(db: Database.Database, effort: ReportingEffort, today: string): ReadEffort {
  const texts = prepared<Text>(db, 'SELECT id, type, label FROM text_elements ORDER BY id').all()
  const labels = new Map(texts.map(({ id, label }) => [id, label]))
  const textOf = (id: number | null | undefined) => (id == null ? '' : (labels.get(id) ?? ''))
  const ofType = (wanted: string) => texts.filter(({ type }) => type === wanted).map(({ label }) => label)
  const trackers = listTrackersOfEffort(db, effort.id)
  const people = new Map(
    prepared<{ id: number; name: string; is_active: number }>(
      db,
      'SELECT id, coalesce(display_name, username) AS name, is_active FROM users',
    )
      .all()
      .map(({ id, name, is_active }): [number, LintPerson] => [id, { name, is_active: is_active === 1 }]),
  )
  const personOf = (id: number | null) => (id === null ? null : (people.get(id) ?? null))
  const originals = packageItems(db, effort.id)
  const comments = threads(db, effort.id)

  const items = listItems(db, effortFamily, { ownerId: effort.id }).map((item): LintItem => {
    const work = trackers.get(item.id)
    const original = originals.get(item.id)
    const isOutput = item.item_type === 'TLF'
    const { all = 0, open = 0 } = comments.get(item.id) ?? {}
    return {
      ...contentsOf(item, textOf),
      package_title: original ? (isOutput ? textOf(original.title_id) : (original.dataset_label ?? '')) : null,
      package_title_id: isOutput ? (original?.title_id ?? null) : null,
      production: personOf(work?.production_programmer_id ?? null),
      qc: personOf(work?.qc_programmer_id ?? null),
      production_status: work?.production_status ?? 'not_started',
      qc_status: work?.qc_status ?? 'not_started',
      due_date: work?.due_date ?? null,
      qc_completion_date: work?.qc_completion_date ?? null,
      priority: work?.priority ?? 'medium',
      in_production_flag: work?.in_production_flag ?? false,
      comments: all,
      open_comments: open,
    }
  })
  return {
    items,
    release_date: readRow(db, databaseRelease, effort.database_release_id)?.database_release_date ?? null,
    today,
    populations: ofType('population_set'),
    acronyms: ofType('acronyms_set'),
    trackers: new Map([...trackers].map(([itemId, { id }]) => [itemId, id])),
  }
}

const contentsOf = (item: ItemView, textOf: (id: number | null | undefined) => string) => ({
  id: item.id,
  item_type: item.item_type,
  item_subtype: item.item_subtype,
  code: item.item_code,
  title: item.item_type === 'TLF' ? textOf(item.title_id) : (item.dataset_label ?? ''),
  population: textOf(item.population_flag_id),
  ich_category: textOf(item.ich_category_id),
  footnotes: item.footnotes.map(({ footnote_id }) => textOf(footnote_id)),
  acronyms: item.acronyms.map(({ acronym_id }) => textOf(acronym_id)),
  run_order: item.sorting_order,
})

interface Original {
  item_id: number
  title_id: number | null
  dataset_label: string | null
}

/** What the packages hold that items were copied from, by item of the effort, as far as it is still there. */
const packageItems = (db: Database.Database, effortId: number) =>
  new Map(
    prepared<Original>(
      db,
      `SELECT i.id AS item_id, p.title_id, p.dataset_label FROM reporting_effort_items AS i
       JOIN package_items AS p ON p.id = i.source_item_id AND p.package_id = i.source_id
       WHERE i.reporting_effort_id = +? AND i.source_type = 'package'`,
    )
      .all(effortId)
      .map((row) => [row.item_id, row]),
  )

/** Threads on each item: how many there are, and how many are not resolved. */
const threads = (db: Database.Database, effortId: number) =>
  new Map(
    prepared<{ item_id: number; all: number; open: number }>(
      db,
      `SELECT t.reporting_effort_item_id AS item_id, count(*) AS "all", count(*) FILTER (WHERE c.is_resolved = 0) AS open
       FROM tracker_comments AS c
       JOIN reporting_effort_item_tracker AS t ON t.id = c.tracker_id
       JOIN reporting_effort_items AS i ON i.id = t.reporting_effort_item_id
       WHERE i.reporting_effort_id = +? AND c.parent_comment_id IS NULL GROUP BY item_id`,
    )
      .all(effortId)
      .map((row) => [row.item_id, row]),
  )
