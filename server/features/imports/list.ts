// What planning an import needs to know of the list it goes into. A list finds the row that a row of the file is about, says
// what it holds now in the terms of the columns, and writes; it decides nothing else.
import type { SheetColumn, SheetValue } from '../../../shared/spreadsheets/columns.ts'
import type { Transaction } from '../../store/store.ts'

export type Values = Readonly<Record<string, SheetValue>>

/** A row that exists. */
export interface Target {
  id: number
  /** By column, complete. */
  values: Values
}

export interface ImportList {
  columns: readonly SheetColumn[]
  /** Columns that cannot be emptied: a blank cell in them always leaves the row as it is. */
  kept: ReadonlySet<string>
  /** The row that these values are about; a sentence when there are several; null when there is none. */
  find(values: Values): Target | string | null
  byId(id: number): Target | undefined
  /** Every row that exists, in no order. */
  all(): Iterable<Target>
  /** How a row is called in messages, e.g. `Table T14.1.1`. */
  nameOf(values: Values): string
  /** What identifies a row within a file; null when a row can stand there twice. */
  keyOf(values: Values): string | null
  /** Values that a row gets when the file says nothing of them. */
  complete(values: Values): Values
  /** Whether the two say the same in that column. */
  isSame(column: SheetColumn, one: SheetValue, other: SheetValue): boolean
  /** A value as people read it. */
  show(column: SheetColumn, value: SheetValue): string
  /**
   * Creates a row (`target` null) or changes the columns given.
   * @throws AppError with the rule that refuses it
   */
  write(tx: Transaction, target: Target | null, values: Values): void
  /** To be called when what was written has been undone. */
  forget(): void
}

/** The comparison of most columns: letter for letter, lists in their order. */
export function isSameValue(one: SheetValue, other: SheetValue): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, index) => part === other[index])
  }
  return (one ?? '') === (other ?? '') || (isEmpty(one) && isEmpty(other))
}

export const isEmpty = (value: SheetValue | undefined): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A value in words: choices by their label, flags as yes and no. */
export function showValue({ kind, choices }: SheetColumn, value: SheetValue): string {
  if (isEmpty(value)) return ''
  if (kind === 'flag') return value === true ? 'yes' : 'no'
  if (kind === 'choice') return choices?.find((choice) => choice.value === value)?.label ?? String(value)
  return Array.isArray(value) ? value.join('; ') : String(value)
}
