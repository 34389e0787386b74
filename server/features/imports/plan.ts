// What an import would do, row by row: new, changed cell by cell, the same, or refused and why. The same walk makes the
// preview (in slices that are rolled back) and the import itself (in one transaction that stays), so that what was shown is
// what is done. A file that was exported from here is merged: a cell counts only when the person changed it.
import type { CellChange, ImportChoice, ImportLine } from '../../../shared/actions/imports.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SheetColumn, SheetValue } from '../../../shared/spreadsheets/columns.ts'
import type { ReadRow } from '../../../shared/spreadsheets/read-rows.ts'
import type { Transaction } from '../../store/store.ts'
import { isEmpty, type ImportList, type Target, type Values } from './list.ts'

export type PlanOptions = Pick<ImportChoice, 'add' | 'update' | 'blank_clears' | 'file_wins'>

/** The values with which a file was exported, by id of the row; null for a file from elsewhere. */
export type Bases = ReadonlyMap<number, Values> | null
export interface PlannedRow extends ReadRow {
  /** The row's id in an exported file. */
  id: number | null
}

export interface Planner {
  /** Takes one row into the transaction, and undoes it there when it is refused. */
  take(tx: Transaction, row: PlannedRow): ImportLine
}

export function createPlanner(list: ImportList, options: PlanOptions, bases: Bases): Planner {
  const columns = new Map(list.columns.map((column) => [column.key, column]))
  const seen = new Map<string, number>()
  const fileWins = new Set(options.file_wins)

  function lineOf(row: PlannedRow, name: string): ImportLine {
    return { row: row.number, name, kind: 'refused', changes: [], conflicts: [], reasons: [...row.problems] }
  }

  function targetOf(row: PlannedRow, line: ImportLine): Target | null | undefined {
    if (row.id !== null) {
      const target = list.byId(row.id)
      if (!target) line.reasons.push('This row is not here any more: somebody deleted it after the file was made.')
      return target
    }
    const found = list.find(row.values)
    if (typeof found !== 'string') return found
    line.reasons.push(found)
    return undefined
  }

  /** The cells that the row sets, of a row that exists. */
  function wanted(row: PlannedRow, target: Target, line: ImportLine): Record<string, SheetValue> {
    const base = row.id === null ? undefined : bases?.get(row.id)
    const patch: Record<string, SheetValue> = {}
    for (const [key, value] of Object.entries(row.values)) {
      const column = columns.get(key)
      if (!column || column.isReadOnly) continue
      const here = target.values[key] ?? null
      if (list.isSame(column, value, here)) continue
      if (base) {
        const before = base[key] ?? null
        if (list.isSame(column, value, before)) continue
        if (isEmpty(value) && list.kept.has(key)) continue
        if (!list.isSame(column, here, before)) {
          const cell = `${target.id}:${key}`
          const isTaken = fileWins.has(cell)
          line.conflicts.push({
            cell,
            column: key,
            base: list.show(column, before),
            file: list.show(column, value),
            here: list.show(column, here),
            taken: isTaken ? 'file' : 'here',
          })
          if (!isTaken) continue
        }
      } else if (isEmpty(value) && (!options.blank_clears || list.kept.has(key))) {
        continue
      }
      patch[key] = value
    }
    return patch
  }

  function changesOf(patch: Values, target: Target | null): CellChange[] {
    return Object.entries(patch).flatMap(([key, value]) => {
      const column = columns.get(key) as SheetColumn
      const before = target ? list.show(column, target.values[key] ?? null) : ''
      const after = list.show(column, value)
      return before === after ? [] : [{ column: key, before, after }]
    })
  }

  /** A second row of the file about the same thing would silently win over the first. */
  function expectOnce(row: PlannedRow, line: ImportLine): void {
    const key = row.id === null ? list.keyOf(row.values) : `#${row.id}`
    if (key === null) return
    const first = seen.get(key)
    if (first !== undefined) line.reasons.push(`The file has it already in row ${first}. Keep one of the two.`)
    else seen.set(key, row.number)
  }

  return {
    take(tx, read) {
      const row = { ...read, values: list.complete(read.values) }
      const line = lineOf(row, list.nameOf(row.values))
      if (line.reasons.length > 0) return line
      expectOnce(row, line)
      const target = targetOf(row, line)
      if (line.reasons.length > 0 || target === undefined) return line
      if (target === null && !options.add) return { ...line, kind: 'left_out', reasons: ['It is not here yet.'] }
      const patch = target ? wanted(row, target, line) : withoutBlanks(row.values)
      if (target && Object.keys(patch).length === 0) return { ...line, kind: 'unchanged' }
      if (target && !options.update) return { ...line, kind: 'left_out', reasons: ['It is here already.'] }
      line.changes = changesOf(patch, target)
      try {
        tx.attempt(() => list.write(tx, target, patch))
        return { ...line, kind: target ? 'changed' : 'new' }
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        list.forget()
        return { ...line, reasons: [error.message] }
      }
    },
  }
}

const withoutBlanks = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))
