// The rows that are asked for: quick text, presets and the filters of columns together, and then in order. Predicates are
// made anew only when what they ask changes, so that one changed row costs one question, not ten thousand.
import { computed } from 'vue'
import type { CellValue, GridColumn } from '../../../grid/columns/columns.ts'
import { countValues, predicateOf, type Filter, type FilterContext } from '../../../grid/pipeline/filters.ts'
import { containsWords, createPipeline, type Predicate } from '../../../grid/pipeline/pipeline.ts'
import { remember, tally, type Answers } from '../../../grid/pipeline/remember.ts'
import { expressionEngine } from '../../../grid/pipeline/text-match.ts'
import { steadyFields } from '../../../stores/steady.ts'
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
  /** Items that others changed since this person looked. */
  changed: () => ReadonlySet<number>
}

export function useNarrowing({ rows, columns, state, today, me, changed }: NarrowingInput) {
  const context = computed<FilterContext & { me: number | null }>(() => ({ today: today(), me: me() }))

  const asPreset = (passes: Predicate<Row>) => ({ passes: remember(passes), count: tally(passes) })
  const answered = computed(() =>
    presets
      .filter((preset) => preset !== 'changed')
      .map((preset) => [preset, asPreset(presetPredicate(preset, context.value))] as const),
  )
  const isChanged = computed(() => {
    const ids = changed()
    return asPreset(({ id }) => ids.has(id))
  })
  const byPreset = computed(() => new Map([...answered.value, ['changed', isChanged.value] as const]))
  const usesExpression = computed(() =>
    Object.values(state().filters).some((asked) => asked.kind === 'text' && asked.expression),
  )
  /** True once the expressions that are asked for can be read. */
  const areExpressionsReady = computed(() => !usesExpression.value || expressionEngine() !== null)

  interface Held {
    asked: Filter
    column: GridColumn<Row>
    context: FilterContext
    ready: boolean
    passes: Answers<Row, boolean>
  }
  const held = computed<ReadonlyMap<string, Held>>((before) => {
    const result = new Map<string, Held>()
    for (const column of columns()) {
      const asked = state().filters[column.id]
      if (!asked) continue
      const old = before?.get(column.id)
      const now = { asked, column, context: context.value, ready: areExpressionsReady.value }
      if (old && (Object.keys(now) as (keyof typeof now)[]).every((key) => old[key] === now[key])) {
        result.set(column.id, old)
        continue
      }
      const predicate = predicateOf(column, asked, context.value)
      if (predicate) result.set(column.id, { ...now, passes: remember(predicate) })
    }
    return result
  })

  const words = computed(() => {
    const predicate = containsWords<Row>(state().text, (row) => row.searchText)
    return predicate && remember(predicate)
  })
  const general = computed(() => [
    ...(words.value ? [words.value] : []),
    ...state().presets.map((preset) => byPreset.value.get(preset)!.passes),
  ])
  const run = createPipeline<Row>()
  const wanted = computed(() =>
    run({
      rows: rows(),
      filters: [...general.value, ...[...held.value.values()].map(({ passes }) => passes)],
      columns: columns(),
      sorting: state().sorting,
    }),
  )

  const presetCounts = computed<Record<Preset, number>>((before) => {
    const counts = {} as Record<Preset, number>
    for (const [preset, { count }] of byPreset.value) counts[preset] = count(rows())
    return steadyFields(before, counts)
  })

  /** How many rows have each value of a column, among those that everything else lets pass. */
  function valueCounts(id: string): Map<CellValue, number> {
    const column = columns().find((each) => each.id === id)
    if (!column) return new Map()
    const list = rows()
    const others = [...held.value].flatMap(([each, { passes }]) => (each === id ? [] : [passes]))
    const answers = [...general.value, ...others].map((passes) => passes(list))
    return countValues(
      column,
      list.filter((_, place) => answers.every((answer) => answer[place])),
    )
  }

  return { wanted, presetCounts, valueCounts, areExpressionsReady }
}
