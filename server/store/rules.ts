// What a subject may add to the store: checks before a write, and what an event has to show beyond the row. The list of
// rules is handed to the store, so the store knows no subject. Rules read, they never write; a rule refuses by throwing
// AppError, which undoes the whole transaction.
import type { ChangeAction } from '../../shared/changes.ts'
import type { Entity, RowOf, ValuesOf } from '../../shared/entity.ts'
import type { Concern } from './inbox.ts'
import type { Transaction } from './store.ts'

export interface Rules<E extends Entity = Entity> {
  entity: E
  /**
   * May refuse the row about to be stored, or complete it: whatever is returned is stored with it. When `exact`, the row is
   * an earlier state that is to come back as it was: it is judged as it stands and what is returned is left out.
   */
  check?(
    tx: Transaction,
    write: { action: 'create' | 'update'; before: RowOf<E> | null; after: RowOf<E>; exact: boolean },
  ): Partial<ValuesOf<E>> | void
  /** May refuse to let a row go. */
  checkRemoval?(tx: Transaction, row: RowOf<E>): void
  /** What the event shows that the row does not hold; kept with the change, so a replay shows the same. */
  context?(
    tx: Transaction,
    write: { action: ChangeAction; before: RowOf<E> | null; after: RowOf<E> | null },
  ): Record<string, unknown>
  /** Whom a write concerns. Not asked about an earlier state that comes back. */
  concerns?(tx: Transaction, write: { before: RowOf<E> | null; after: RowOf<E> }): Concern[]
}

/** Keeps the types of one entity's rules together; the list of all rules is untyped across entities. */
export function rulesFor<E extends Entity>(rules: Rules<E>): Rules {
  return rules
}
