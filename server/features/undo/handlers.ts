// Answers the wish to undo. Which transaction it was is said by any of its entries.
import { undoChanges, type Undone } from '../../../shared/actions/undo.ts'
import { notFound } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { readTransaction } from '../../store/changes.ts'
import type { Transaction } from '../../store/store.ts'
import { writes } from '../handler.ts'
import { undo } from './undo.ts'

const headOf = (tx: Transaction) =>
  prepared<{ seq: number }>(tx.db, 'SELECT coalesce(max(seq), 0) AS seq FROM changes').get()!.seq

export const undoHandlers = [
  writes(undoChanges, (tx, { body }): Undone => {
    const changes = readTransaction(tx.db, body.seq)
    if (changes.length === 0) throw notFound('Change')
    const head = headOf(tx)
    const undone = undo(tx, changes)
    const last = headOf(tx)
    return { undid: changes[0]!.tx, seq: last > head ? { first: head + 1, last } : null, changes: undone }
  }),
]
