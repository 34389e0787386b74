// The rows that are asked for: quick text, presets and the filters of columns together, and then in order. Predicates are
// made anew only when what they ask changes, so that one changed row costs one question, not ten thousand.
import { computed } from 'vue'
import type { CellValue, GridColumn } from '../../../grid/columns.ts'
import { countValues, predicateOf, type Filter, type FilterContext } from '../../../grid/filters.ts'
import { containsWords, runPipeline, type Predicate } from '../../../grid/pipeline.ts'
import { expressionEngine } from '../../../grid/text-match.ts'
import { presetPredicate, presets, type Preset } from '../presets.ts'
import type { TrackerRow } from '../tracker-row.ts'
import type { ViewState } from '../views/view-state.ts'

type Row = TrackerRow

export interface NarrowingInput {
  rows: () => readonly Row[]
  columns: () => readonly GridColumn<Row>[]
  state: () => ViewState
  today: () => string
  me: () => number | null
}

export function useNarrowing({ rows, columns, state, today, me }: NarrowingInput) {
  const context = computed<FilterContext & { me: number | null }>(() => ({ today: today(), me: me() }))

  const byPreset = computed(
    () => new Map<Preset, Predicate<Row>>(presets.map((preset) => [preset, presetPredicate(preset, context.value)])),
  )
  const usesExpression = computed(() =>
    Object.values(state().filters).some((asked) => asked.kind === 'text' && asked.expression),
  )
  /** True once the expressions that are asked for can be read. */
  const areExpressionsReady = computed(() => !usesExpression.value || expressionEngine() !== null)

  type Held = Map<
    string,
    { asked: Filter; column: GridColumn<Row>; context: FilterContext; ready: boolean; predicate: Predicate<Row> }
  >
  const held = computed<Held>((before) => {
    const result: Held = new Map()
    for (const column of columns()) {
      const asked = state().filters[column.id]
      if (!asked) continue
      const old = before?.get(column.id)
      const key = { asked, column, context: context.value, ready: areExpressionsReady.value }
      const isSame =
        old?.asked === asked && old.column === column && old.context === key.context && old.ready === key.ready
      const predicate = isSame ? old.predicate : predicateOf(column, asked, context.value)
      if (predicate) result.set(column.id, { ...key, predicate })
    }
    return result
  })

  const words = computed(() => containsWords<Row>(state().text, (row) => row.searchText))
  const general = computed(() => [
    ...(words.value ? [words.value] : []),
    ...state().presets.map((preset) => byPreset.value.get(preset)!),
  ])
  const wanted = computed(() =>
    runPipeline({
      rows: rows(),
      predicates: [...general.value, ...[...held.value.values()].map(({ predicate }) => predicate)],
      columns: columns(),
      sorting: state().sorting,
    }),
  )

  const presetCounts = computed(() => {
    const counts = {} as Record<Preset, number>
    for (const [preset, passes] of byPreset.value) {
      counts[preset] = rows().reduce((count, row) => (passes(row) ? count + 1 : count), 0)
    }
    return counts
  })

  /** How many rows have each value of a column, among those that everything else lets pass. */
  function valueCounts(id: string): Map<CellValue, number> {
    const column = columns().find((each) => each.id === id)
    if (!column) return new Map()
    const others = [...held.value].flatMap(([each, { predicate }]) => (each === id ? [] : [predicate]))
    const passing = rows().filter((row) => [...general.value, ...others].every((passes) => passes(row)))
    return countValues(column, passing)
  }

  return { wanted, presetCounts, valueCounts, areExpressionsReady }
}
