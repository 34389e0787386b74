// What stands in the way of an undo: others' later work, rows that are gone or have come, and accounts. Each obstacle is a
// refusal of the whole undo that says who did what and when.
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { getTableName } from 'drizzle-orm'
import type { UndoRefusal } from '../../../shared/actions/undo.ts'
import type { Change } from '../../../shared/changes.ts'
import { entities } from '../../../shared/entities/index.ts'
import { user } from '../../../shared/entities/user.ts'
import { workspace } from '../../../shared/entities/workspace.ts'
import type { Entity } from '../../../shared/entity.ts'
import { AppError } from '../../../shared/errors.ts'
import { readLater } from '../../store/changes.ts'
import type { Transaction } from '../../store/store.ts'
import { nameOf, nameOfField, nameOfMoment } from './names.ts'

type Row = Record<string, unknown>

interface Reference {
  from: Entity
  column: string
  to: string
}

/** Every reference between rows, read off the tables. */
const references: readonly Reference[] = entities.flatMap((from: Entity) =>
  getTableConfig(from.table).foreignKeys.map((key) => {
    const { columns, foreignTable } = key.reference()
    return { from, column: columns[0]!.name, to: getTableName(foreignTable) }
  }),
)
const entityByName = new Map<string, Entity>(entities.map((entity) => [entity.name, entity]))

/** 409 with a sentence that begins alike for every obstacle. */
export function refuse(reason: string, about?: UndoRefusal): AppError {
  return new AppError('conflict', `This cannot be undone: ${reason}`, about ? { obstacle: about } : {})
}

/** ` by bob on 2026-03-01 14:05 UTC`; nothing when the log does not tell. */
const credit = (tx: Transaction, change: Change | undefined) =>
  change ? ` by ${change.actor_id === tx.actor.id ? 'yourself' : change.actor_name} on ${nameOfMoment(change.at)}` : ''

const aboutOf = (entity: Entity, id: number, field: string | null, change: Change | undefined): UndoRefusal => ({
  entity: entity.name,
  id,
  field,
  by: change?.actor_name ?? null,
  at: change?.at ?? null,
})

/** Refuses when the row is not there. */
export function expectPresent(tx: Transaction, entity: Entity, { row_id, seq, after, before }: Change): Row {
  const row = tx.find(entity, row_id) as Row | undefined
  if (row) return row
  const removal = readLater(tx.db, entity.name, row_id, seq).find(({ action }) => action === 'delete')
  const name = nameOf(tx, entity.name, (after ?? before)!)
  throw refuse(`${name} was deleted${credit(tx, removal)}.`, aboutOf(entity, row_id, null, removal))
}

/** Refuses when one of these fields no longer holds what the transaction wrote. */
export function expectUntouched(
  tx: Transaction,
  entity: Entity,
  current: Row,
  change: Change,
  fields: readonly string[],
): void {
  const field = fields.find((name) => current[name] !== (change.after as Row)[name])
  if (field === undefined) return
  const writer = readLater(tx.db, entity.name, change.row_id, change.seq).find(
    ({ action, before }) => action !== 'update' || field in before!,
  )
  throw refuse(
    `the ${nameOfField(field)} of ${nameOf(tx, entity.name, current)} was changed since${credit(tx, writer)}.`,
    aboutOf(entity, change.row_id, field, writer),
  )
}

/** Refuses when something was added to the row that would be left without it. */
export function expectNoDependants(tx: Transaction, entity: Entity, row: Row): void {
  for (const { from, column, to } of references) {
    if (to !== entity.name) continue
    const [dependant] = tx.rows(from, `${column} = ? LIMIT 1`, row.id)
    if (!dependant) continue
    const maker = readLater(tx.db, from.name, dependant.id, 0)[0]
    throw refuse(
      `${nameOf(tx, from.name, dependant)} now belongs to it, written${credit(tx, maker)}.`,
      aboutOf(from, dependant.id, column, maker),
    )
  }
}

/** Refuses when the row is there again already, or when what it referred to is gone. */
export function expectRoomFor(tx: Transaction, entity: Entity, row: Row): void {
  const id = Number(row.id)
  if (tx.find(entity, id)) {
    const maker = readLater(tx.db, entity.name, id, 0).find(({ action }) => action === 'create')
    throw refuse(
      `${nameOf(tx, entity.name, row)} is there again${credit(tx, maker)}.`,
      aboutOf(entity, id, null, maker),
    )
  }
  expectReferred(tx, entity, row, Object.keys(row))
}

/** Refuses when one of these fields would refer to a row that is gone. */
export function expectReferred(tx: Transaction, entity: Entity, row: Row, fields: readonly string[]): void {
  for (const { from, column, to } of references) {
    if (from !== entity || !fields.includes(column)) continue
    const target = row[column]
    if (target === null || target === undefined || tx.find(entityByName.get(to)!, Number(target))) continue
    const removal = readLater(tx.db, to, Number(target), 0).find(({ action }) => action === 'delete')
    const name = removal ? nameOf(tx, to, removal.before!) : `what its ${nameOfField(column)} was`
    throw refuse(`${name} was deleted${credit(tx, removal)}.`, aboutOf(entity, Number(row.id), column, removal))
  }
}

/** What only administrators write (features 1.1). */
const administered: ReadonlySet<string> = new Set([
  workspace.name,
  user.name,
  'studies',
  'database_releases',
  'reporting_efforts',
  'packages',
])
/** What may be set back on a person; everything else of an account decides who can sign in and as what. */
const personal: ReadonlySet<string> = new Set(['display_name', 'department', 'weekly_capacity'])
/** How much a person takes in a week is said by whoever may edit (features/people). */
const isCapacity = ({ entity, before }: Change) =>
  entity === user.name && Object.keys(before ?? {}).every((field) => field === 'weekly_capacity')

/** Refuses transactions that are not the caller's own, or of a kind that is never undone. */
export function expectUndoable(tx: Transaction, changes: readonly Change[]): void {
  const foreign = changes.find(({ actor_id }) => actor_id === null || actor_id !== tx.actor.id)
  if (foreign) {
    throw refuse(`${foreign.actor_name} made this change, and only they can undo it.`)
  }
  for (const change of changes) {
    const { entity, action, before } = change
    if (entity === user.name && (action !== 'update' || Object.keys(before!).some((field) => !personal.has(field)))) {
      throw refuse('it changed who can sign in. Change the account itself instead.')
    }
    if (administered.has(entity) && tx.actor.role !== 'ADMIN' && !isCapacity(change)) {
      throw refuse('it changed what only an administrator may change. Ask one to set it back.')
    }
  }
}
