// What the sentences of an undo call a row and a field, in words the person knows from the screen.
import type { Entity } from '../../../shared/entity.ts'
import { comment } from '../../../shared/entities/comment.ts'
import { findEntity } from '../../../shared/entities/index.ts'
import { packageItem } from '../../../shared/entities/package-item.ts'
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import type { Transaction } from '../../store/store.ts'

type Row = Record<string, unknown>

/** What a row has as a name of its own. */
const nameColumns = ['study_label', 'database_release_label', 'package_name', 'item_code', 'label', 'name', 'username']
/** Rows without a name are called by the row they belong to. */
const owners: readonly (readonly [column: string, entity: Entity])[] = [
  ['reporting_effort_item_id', reportingEffortItem],
  ['package_item_id', packageItem],
  ['tracker_id', tracker],
]
const kinds: Readonly<Record<string, string>> = { [tracker.name]: '', [comment.name]: 'a comment on ' }
const LONGEST = 60

/** E.g. `T-14.1.1`, `a comment on T-14.1.1`, `the study PEARL-301`. */
export function nameOf(tx: Transaction, entity: string, row: Row): string {
  for (const [column, owner] of owners) {
    if (!(column in row)) continue
    const held = tx.find(owner, Number(row[column])) as Row | undefined
    const kind = kinds[entity] ?? `${labelOf(entity)} on `
    return held ? kind + nameOf(tx, owner.name, held) : `${labelOf(entity)} ${String(row.id)}`
  }
  const column = nameColumns.find((candidate) => typeof row[candidate] === 'string')
  if (column === undefined) return `${labelOf(entity)} ${String(row.id)}`
  const name = String(row[column])
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name
  return column === 'item_code' ? short : `the ${labelOf(entity)} ‘${short}’`
}

const labelOf = (entity: string) => (findEntity(entity)?.label ?? entity).toLowerCase()

/** E.g. `production status`, `title`. */
export const nameOfField = (field: string) => field.replace(/_id$/, '').replaceAll('_', ' ')

/** E.g. `2026-03-01 14:05 UTC`. */
export const nameOfMoment = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`
