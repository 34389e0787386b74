// Typed filters of columns: what a column can be narrowed by, what a person has asked of it, and the predicate that
// follows. A row must pass the filters of all columns; within a set, one of the values is enough.
import { z } from 'zod'
import type { CellValue, GridColumn } from '../columns/columns.ts'
import { dayMatcher } from './day-range.ts'
import type { Predicate } from './pipeline.ts'
import { textMatcher } from './text-match.ts'

/** One value a set can be narrowed to. */
export interface FilterChoice {
  value: CellValue
  label: string
  hint?: string | undefined
}

export type ColumnFilter<Row> =
  | { kind: 'text'; text: (row: Row) => string }
  | { kind: 'set'; values: (row: Row) => readonly CellValue[]; choices: () => FilterChoice[] }
  | { kind: 'day'; day: (row: Row) => string | null; isOverdue?: (row: Row) => boolean }
  | { kind: 'flag'; flag: (row: Row) => boolean }

/** Stands for whoever is looking, in a set of people: a shared view shows everybody their own rows. */
export const ME = '@me'

const cellValue = z.union([z.string(), z.number(), z.null()])
const day = z.iso.date().nullable()
const range = z.discriminatedUnion('is', [
  z.object({ is: z.enum(['overdue', 'today', 'this_week', 'empty', 'present']) }),
  z.object({ is: z.enum(['next', 'last']), days: z.number().int().min(0).max(3_660) }),
  z.object({ is: z.literal('between'), from: day, to: day }),
])
/** What is asked of one column, as it is kept and shared. */
export const filter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1).max(500), expression: z.boolean() }),
  z.object({ kind: z.literal('set'), values: z.array(cellValue).min(1) }),
  z.object({ kind: z.literal('day'), range }),
  z.object({ kind: z.literal('flag'), flag: z.boolean() }),
])
export type Filter = z.output<typeof filter>
/** By column. */
export type Filters = Readonly<Record<string, Filter>>

export interface FilterContext {
  today: string
  /** What `ME` stands for. */
  me: CellValue
}

/** What a filter asks of a row; null when it does not fit the column. */
export function predicateOf<Row>(
  column: GridColumn<Row>,
  asked: Filter,
  { today, me }: FilterContext,
): Predicate<Row> | null {
  const by = column.filter
  if (by?.kind === 'text' && asked.kind === 'text') {
    const matches = textMatcher(asked.text, asked.expression)
    return (row) => matches(by.text(row))
  }
  if (by?.kind === 'set' && asked.kind === 'set') {
    const wanted = new Set(asked.values.map((value) => (value === ME ? me : value)))
    return (row) => by.values(row).some((value) => wanted.has(value))
  }
  if (by?.kind === 'day' && asked.kind === 'day') {
    if (asked.range.is === 'overdue' && by.isOverdue) return by.isOverdue
    const matches = dayMatcher(asked.range, today)
    return (row) => matches(by.day(row))
  }
  if (by?.kind === 'flag' && asked.kind === 'flag') return (row) => by.flag(row) === asked.flag
  return null
}

/** How many of the rows have each value of a column. */
export function countValues<Row>(column: GridColumn<Row>, rows: Iterable<Row>): Map<CellValue, number> {
  const counts = new Map<CellValue, number>()
  if (column.filter?.kind !== 'set') return counts
  for (const row of rows) {
    for (const value of column.filter.values(row)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}
