// Undoes one whole transaction as a part of a new one: its changes are taken back one by one, last first, so that rows come
// back before what belongs to them and every state on the way is one that was there before. Whatever stands in the way
// refuses the whole; nothing is guessed and nobody's later work is lost.
import type { UndoneChange } from '../../../shared/actions/undo.ts'
import type { Change } from '../../../shared/changes.ts'
import { findEntity } from '../../../shared/entities/index.ts'
import type { Entity, RowOf } from '../../../shared/entity.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction, WriteOptions } from '../../store/store.ts'
import {
  expectNoDependants,
  expectPresent,
  expectReferred,
  expectRoomFor,
  expectUndoable,
  expectUntouched,
  refuse,
} from './obstacles.ts'

type Row = Record<string, unknown>
const opposite = { create: 'delete', update: 'update', delete: 'create' } as const
/** Fields that say nothing about what a person wrote. */
const bookkeeping: ReadonlySet<string> = new Set(['version', 'updated_at'])

/**
 * Takes back every change of one transaction.
 * @param changes all entries of it, oldest first
 * @throws AppError `conflict` with the reason in words and, as `obstacle`, what stood in the way
 */
export function undo(tx: Transaction, changes: readonly Change[]): UndoneChange[] {
  expectUndoable(tx, changes)
  return changes.toReversed().map((change) => {
    const entity = findEntity(change.entity) as Entity | undefined
    if (!entity) throw refuse('this version of the program does not know that kind of row.')
    const fields = withRulesOfToday(() => takeBack[change.action](tx, entity, change))
    return { entity: entity.name, id: change.row_id, action: opposite[change.action], fields }
  })
}

/** Each returns the fields it set back. */
const takeBack: Record<Change['action'], (tx: Transaction, entity: Entity, change: Change) => string[]> = {
  create(tx, entity, change) {
    const current = expectPresent(tx, entity, change)
    const fields = Object.keys(change.after!).filter((name) => !bookkeeping.has(name))
    expectUntouched(tx, entity, current, change, fields)
    expectNoDependants(tx, entity, current)
    tx.remove(entity, change.row_id, optionsOf(change, {}))
    return []
  },
  update(tx, entity, change) {
    const patch = change.before!
    const fields = Object.keys(patch)
    const current = expectPresent(tx, entity, change)
    expectUntouched(tx, entity, current, change, fields)
    expectReferred(tx, entity, { ...current, ...patch }, fields)
    tx.update(entity, change.row_id, patch, { ...optionsOf(change, patch), exact: true, touch: fields.length === 0 })
    return fields
  },
  delete(tx, entity, change) {
    const row = change.before!
    expectRoomFor(tx, entity, row)
    tx.restore(entity, row as RowOf<Entity>, optionsOf(change, row))
    return []
  },
}

/** What the events of the undo show: the same kind of event as the change had, about the state that comes back. */
function optionsOf(change: Change, restored: Row): WriteOptions {
  const context: Row = { undoes: change.seq }
  if (change.action !== 'update') return { context }
  const role = change.context?.assignment_type
  if (typeof role === 'string') {
    context.assignment_type = role
    const column = role === 'primary' ? 'production_programmer_id' : 'qc_programmer_id'
    context.programmer_id = restored[column] ?? null
  }
  if (restored.is_resolved === true) context.resolved = true
  return { context }
}

/** What the rules forbid today cannot come back, whichever way they say it. */
function withRulesOfToday<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError && error.code !== 'conflict') throw refuse(error.message)
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')) {
      throw refuse('another row has taken its place since, with the same name or code.')
    }
    throw error
  }
}
