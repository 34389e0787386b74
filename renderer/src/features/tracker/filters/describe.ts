// A filter in words, as its chip says it.
import { boundsOf, type DayRange } from '../../../grid/pipeline/day-range.ts'
import type { ColumnFilter, Filter } from '../../../grid/pipeline/filters.ts'

export interface FilterWords {
  t: (key: string, values?: Record<string, unknown>) => string
  date: (day: string) => string
}
/** Values named before the rest is counted. */
const NAMED = 2

export function describeRange(range: DayRange, { t, date }: FilterWords): string {
  if (range.is === 'next' || range.is === 'last') return t(`filters.range.${range.is}`, { days: range.days })
  if (range.is !== 'between') return t(`filters.range.${range.is}`)
  const { from, to } = boundsOf(range, '')!
  if (from && to) return t('filters.range.fromTo', { from: date(from), to: date(to) })
  if (from) return t('filters.range.from', { day: date(from) })
  return to ? t('filters.range.to', { day: date(to) }) : t('filters.range.any')
}

export function describeFilter<Row>(asked: Filter, by: ColumnFilter<Row> | undefined, words: FilterWords): string {
  const { t } = words
  if (asked.kind === 'flag') return t(asked.flag ? 'filters.yes' : 'filters.no')
  if (asked.kind === 'day') return describeRange(asked.range, words)
  if (asked.kind === 'text') return asked.expression ? `/${asked.text}/` : `“${asked.text}”`
  const choices = by?.kind === 'set' ? new Map(by.choices().map(({ value, label }) => [value, label])) : new Map()
  const named = asked.values.map((value) => String(choices.get(value) ?? value ?? '–'))
  const rest = named.length - NAMED
  return rest > 0
    ? t('filters.andMore', { values: named.slice(0, NAMED).join(', '), count: rest })
    : named.join(t('filters.or'))
}
