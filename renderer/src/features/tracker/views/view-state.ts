// Everything that makes a view of a tracker: which columns, in which order and widths, how rows are ordered and narrowed.
// It names no effort, so that a view made in one serves in all. What was kept by an older or newer version is read as far
// as it is understood.
import { z } from 'zod'
import type { ColumnLayout } from '../../../grid/columns/column-model.ts'
import { filter, type Filters } from '../../../grid/pipeline/filters.ts'
import type { Sorting } from '../../../grid/pipeline/sorting.ts'
import { presets, type Preset } from '../presets.ts'
import { trackerTabs, type TrackerTab } from '../tracker-row.ts'

export interface ViewState {
  layout: ColumnLayout
  sorting: readonly Sorting[]
  filters: Filters
  presets: readonly Preset[]
  /** The quick filter. */
  text: string
}

export const emptyState: ViewState = { layout: {}, sorting: [], filters: {}, presets: [], text: '' }

const ids = z.array(z.string()).optional().catch(undefined)
/** A record whose entries that cannot be read are left out. */
const filters = z
  .record(z.string(), z.unknown())
  .transform((entries): Filters =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([column, asked]) => {
        const parsed = filter.safeParse(asked)
        return parsed.success ? [[column, parsed.data]] : []
      }),
    ),
  )
  .catch({})
const viewState = z.object({
  layout: z
    .object({
      order: ids,
      hidden: ids,
      pinned: ids,
      widths: z.record(z.string(), z.number()).optional().catch(undefined),
    })
    .catch({}),
  sorting: z.array(z.object({ column: z.string(), descending: z.boolean() })).catch([]),
  filters,
  presets: z.array(z.enum(presets)).catch([]),
  text: z.string().catch(''),
  tab: z.enum(trackerTabs).optional().catch(undefined),
})

/** A state as it is kept in a saved view, with the tab it opens. */
export const writeState = (state: ViewState, tab: TrackerTab): string => JSON.stringify({ ...state, tab })

/** Null when it is no state at all. */
export function readState(text: string): { state: ViewState; tab: TrackerTab | undefined } | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // What is kept is not a state: the caller starts with an empty one.
    return null
  }
  const parsed = viewState.safeParse(value)
  if (!parsed.success) return null
  const { tab, ...state } = parsed.data
  return { state, tab }
}

/** Text that is the same for states that show the same: absent and undefined are one, the order of keys does not count. */
export function fingerprint(state: ViewState): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
