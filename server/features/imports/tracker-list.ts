// The tracker of a reporting effort as a list to import into: the item and the work on it in one row.
import type Database from 'better-sqlite3'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { columnsOf } from '../../../shared/spreadsheets/subjects.ts'
import { workColumns } from '../../../shared/spreadsheets/tracker-columns.ts'
import type { SheetColumn, SheetValue } from '../../../shared/spreadsheets/columns.ts'
import { AppError } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import type { Transaction } from '../../store/store.ts'
import { effortFamily } from '../items/family.ts'
import { findLink, link } from '../tags/index.ts'
import { trackerTag } from '../../../shared/entities/tag.ts'
import { listTrackersOfEffort } from '../tracker/views.ts'
import { openItemList } from './item-list.ts'
import { isEmpty, isSameValue, showValue, type ImportList, type Target, type Values } from './list.ts'
import { openTags, type People } from './names.ts'

const workKeys: ReadonlySet<string> = new Set(workColumns.map(({ key }) => key))
const storedAs: Record<string, string> = {
  production_programmer: 'production_programmer_id',
  qc_programmer: 'qc_programmer_id',
}

export function openTrackerList(
  db: Database.Database,
  effortId: number,
  defaultSubtype: string,
  people: People,
): ImportList {
  const items = openItemList(db, { family: effortFamily, ownerId: effortId, defaultSubtype })
  const trackers = listTrackersOfEffort(db, effortId)
  const tags = openTags(db)
  const tagNames = tagNamesOf(db, effortId)
  const full = new Map<number, Target>()

  function withWork(target: Target): Target {
    const known = full.get(target.id)
    if (known) return known
    const row = trackers.get(target.id)
    const values = { ...target.values, ...(row && workOf(row)), tags: (row && tagNames.get(row.id)) ?? [] }
    const complete = { id: target.id, values }
    full.set(target.id, complete)
    return complete
  }

  return {
    ...items,
    columns: columnsOf.tracker,
    kept: new Set([...items.kept, 'production_status', 'qc_status', 'priority', 'in_production_flag']),
    find(values) {
      const found = items.find(values)
      return found === null || typeof found === 'string' ? found : withWork(found)
    },
    byId(id) {
      const found = items.byId(id)
      return found && withWork(found)
    },
    all: () => [...items.all()].map(withWork),
    isSame(column, one, other) {
      if (column.key === 'tags') return isSameSet(one, other)
      return workKeys.has(column.key) ? isSameValue(one, other) : items.isSame(column, one, other)
    },
    show: (column, value) => showWork(column, value, people),
    write(tx, target, values) {
      const [work, contents] = parted(values)
      const itemId = target && Object.keys(contents).length === 0 ? target.id : items.writeItem(tx, target, contents)
      if (Object.keys(work).length === 0) return
      const row = tx.rows(tracker, 'reporting_effort_item_id = ?', itemId)[0]
      if (!row) throw new AppError('invalid', 'This item has no tracker row. Add it to the tracker first.')
      const { tags: wantedTags, ...fields } = work
      if (wantedTags !== undefined) setTags(tx, row.id, wantedTags, tags)
      tx.update(
        tracker,
        row.id,
        Object.fromEntries(Object.entries(fields).map(([key, value]) => [storedAs[key] ?? key, value])),
      )
    },
  }
}

function workOf(row: Tracker): Values {
  return Object.fromEntries(
    workColumns
      .filter(({ key }) => key !== 'tags')
      .map(({ key }) => [key, (row as unknown as Record<string, SheetValue>)[storedAs[key] ?? key] ?? null]),
  )
}

function showWork(column: SheetColumn, value: SheetValue, people: People): string {
  return column.kind === 'person' && typeof value === 'number' ? people.nameOf(value) : showValue(column, value)
}

/** The part about the work, and the part about the item. */
function parted(values: Values): [Record<string, SheetValue>, Values] {
  const entries = Object.entries(values)
  return [
    Object.fromEntries(entries.filter(([key]) => workKeys.has(key))),
    Object.fromEntries(entries.filter(([key]) => !workKeys.has(key))),
  ]
}

const namesOf = (value: SheetValue) => (isEmpty(value) ? [] : [value].flat().map((name) => String(name).toLowerCase()))
const isSameSet = (one: SheetValue, other: SheetValue) =>
  namesOf(one).sort().join('\n') === namesOf(other).sort().join('\n')

function setTags(tx: Transaction, trackerId: number, value: SheetValue, known: ReadonlyMap<string, number>): void {
  const ids = namesOf(value).map((name) => {
    const id = known.get(name)
    if (id === undefined) throw new AppError('invalid', `There is no tag '${name}'. Create it under Tags first.`)
    return id
  })
  for (const { id, tag_id } of tx.rows(trackerTag, 'tracker_id = ? ORDER BY id', trackerId)) {
    if (!ids.includes(tag_id)) tx.remove(trackerTag, id)
  }
  for (const id of ids) if (!findLink(tx, trackerId, id)) link(tx, trackerId, id)
}

/** Names of the tags on each tracker row of the effort, in the order of the alphabet. */
function tagNamesOf(db: Database.Database, effortId: number): Map<number, string[]> {
  const rows = prepared<{ tracker_id: number; name: string }>(
    db,
    `SELECT l.tracker_id, g.name FROM tracker_item_tags AS l
     JOIN tracker_tags AS g ON g.id = l.tag_id
     JOIN reporting_effort_item_tracker AS t ON t.id = l.tracker_id
     JOIN reporting_effort_items AS i ON i.id = t.reporting_effort_item_id
     WHERE i.reporting_effort_id = +? ORDER BY g.name`,
  ).all(effortId)
  return new Map(
    [...Map.groupBy(rows, ({ tracker_id }) => tracker_id)].map(([id, links]) => [id, links.map(({ name }) => name)]),
  )
}
