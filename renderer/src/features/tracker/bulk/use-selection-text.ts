// What is selected, in words: exactly which cells, rows or all of what is shown. A single cell goes without saying.
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Extent, Whole } from '../../../grid/selection/selection.ts'

export interface Selected {
  extent: Extent
  whole: Whole
  /** Ids of the rows, in the order shown. */
  rows: () => number[]
}

export function useSelectionText(selected: () => Selected | null, shown: () => number) {
  const { t } = useI18n()
  const isShapeless = ref(false)
  watch(selected, () => (isShapeless.value = false))

  const text = computed(() => {
    if (isShapeless.value) return t('selection.shapeless')
    const now = selected()
    if (!now || now.extent.cells < 2) return ''
    const { cells, rows } = now.extent
    if (now.whole === 'all' && rows === shown()) return t('selection.all', { count: rows })
    if (now.whole === 'rows') return t('selection.rows', rows)
    return rows === 1 ? t('selection.cellsInRow', { cells }) : t('selection.cells', { cells, rows })
  })
  return { text, sayShapeless: () => (isShapeless.value = true) }
}
