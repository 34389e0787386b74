// Keeps the pooled rows in the document equal to what is to be shown: once after each change, before the frame is painted.
import { computed, onMounted, watchEffect, type Ref } from 'vue'
import { createRowPool, type PoolSettings, type RowView } from './row-pool.ts'
import type { ActiveCell } from '../selection/use-active-cell.ts'

export interface RowElementOptions {
  /** The rows to be in the document: places among `rows`, ids as keys. */
  items: () => readonly { index: number; start: number; key: number | string | bigint }[]
  rows: () => readonly object[]
  active: () => ActiveCell | null
  selectedIn: (id: number) => RowView['selected']
  statesOf: (id: number) => RowView['states']
  strayText: (id: number) => string
  settings: () => PoolSettings
}

export function useRowElements(body: Readonly<Ref<HTMLElement | null>>, options: RowElementOptions) {
  const views = computed(() => {
    const active = options.active()
    const rows = options.rows()
    return options.items().flatMap(({ index, start, key }): RowView[] => {
      const id = Number(key)
      const row = rows[index]
      if (row === undefined) return []
      return [
        {
          id,
          index,
          top: start,
          row,
          activeColumn: active?.row === id ? active.column : null,
          selected: options.selectedIn(id),
          states: options.statesOf(id),
          strayText: options.strayText(id),
        },
      ]
    })
  })
  onMounted(() => {
    const pool = createRowPool(body.value!)
    watchEffect(() => pool.show(views.value, options.settings()), { flush: 'post' })
  })
}
