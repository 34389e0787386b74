// Taking back what one transaction did, as a new transaction that stands in the history beside it. Undoing that one again
// is how something is redone.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import type { ChangeAction } from '../changes.ts'
import { wholeNumber } from '../fields.ts'

/** The entries that a write made, as `first-last`; on the reply of every write that changed something. */
export const CHANGE_SEQ_HEADER = 'x-change-seq'

/** Consecutive entries of one transaction. */
export interface SeqRange {
  first: number
  last: number
}

const range = /^([1-9]\d*)-([1-9]\d*)$/
export const writeSeqRange = ({ first, last }: SeqRange) => `${first}-${last}`
/** Null for a text that is no range. */
export function readSeqRange(text: string | null): SeqRange | null {
  const match = range.exec(text ?? '')
  return match && { first: Number(match[1]), last: Number(match[2]) }
}

export interface UndoneChange {
  entity: string
  id: number
  /** What the undo did to the row. */
  action: ChangeAction
  /** The fields that were set back; empty for a row created or deleted. */
  fields: string[]
}

export interface Undone {
  /** The first entry of the transaction that was undone. */
  undid: number
  /** The entries of the undo itself; undoing them is the redo. Null when nothing was left to set back. */
  seq: SeqRange | null
  changes: UndoneChange[]
}

/** Why an undo was refused, beside the sentence: what stood in the way, and who put it there. */
export interface UndoRefusal {
  entity: string
  id: number
  field: string | null
  by: string | null
  /** UTC. */
  at: string | null
}

export const undoChanges = defineAction({
  method: 'POST',
  path: '/changes/undo',
  summary: 'Undo: one whole transaction of your own, as a new one',
  policy: 'editor',
  body: z.object({
    /** Any entry of the transaction: its number, as `seq` of a frame or the ends of X-Change-Seq. */
    seq: wholeNumber.pipe(z.number().min(1)),
  }),
})
