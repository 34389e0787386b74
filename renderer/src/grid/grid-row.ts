// One row, drawn by hand for speed: no component per cell. When its data changes under the person's eyes, the cells that
// say something new flash softly; nothing else of the element is touched.
import { defineComponent, h, ref, watch, type PropType, type VNodeChild } from 'vue'
import type { CellState } from './cell-state.ts'
import type { GridColumn } from './columns.ts'

type AnyRow = unknown
const FLASH_MS = 1600

export default defineComponent({
  name: 'GridRow',
  props: {
    row: { type: Object as PropType<object>, required: true },
    rowId: { type: Number, required: true },
    /** From zero, among the rows shown. */
    index: { type: Number, required: true },
    top: { type: Number, required: true },
    columns: { type: Array as PropType<GridColumn<never>[]>, required: true },
    idPrefix: { type: String, required: true },
    /** Column of the active cell when it is in this row. */
    activeColumn: { type: String as PropType<string | null>, default: null },
    /** States of this row's cells by column; null when there are none. */
    states: { type: Object as PropType<Record<string, CellState> | null>, default: null },
    editable: { type: Boolean, required: true },
  },
  setup(props) {
    const element = ref<HTMLElement | null>(null)
    const columns = () => props.columns as unknown as GridColumn<AnyRow>[]

    watch(
      () => props.row,
      (now, before) => {
        if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
        for (const [index, column] of columns().entries()) {
          if (column.text(now) === column.text(before) || props.states?.[column.id]) continue
          // Ends at whatever colour the cell then has.
          element.value?.children[index]?.animate(
            [{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'var(--flash)', offset: 0.25 }],
            { duration: FLASH_MS, easing: 'ease-out' },
          )
        }
      },
      { flush: 'post' },
    )

    function cell(column: GridColumn<AnyRow>, index: number): VNodeChild {
      const state = props.states?.[column.id]
      const canEdit = props.editable && column.editor !== undefined
      const active = props.activeColumn === column.id
      return h(
        'div',
        {
          key: column.id,
          id: `${props.idPrefix}-${props.rowId}-${column.id}`,
          role: 'gridcell',
          'aria-colindex': index + 1,
          'aria-selected': active ? 'true' : undefined,
          'aria-readonly': canEdit ? undefined : 'true',
          'aria-busy': state?.kind === 'saving' ? 'true' : undefined,
          'aria-invalid': state?.kind === 'refused' || state?.kind === 'conflict' ? 'true' : undefined,
          'data-column': column.id,
          class: [
            'cell',
            `group-${column.group}`,
            {
              active,
              editable: canEdit,
              pinned: column.pinned,
              end: column.align === 'end',
              saving: state?.kind === 'saving',
              saved: state?.kind === 'saved',
              refused: state?.kind === 'refused' || state?.kind === 'conflict',
            },
          ],
        },
        [column.render(props.row)],
      )
    }

    return () =>
      h(
        'div',
        {
          ref: element,
          role: 'row',
          'aria-rowindex': props.index + 3,
          'data-row': props.rowId,
          class: ['row', { current: props.activeColumn !== null }],
          style: { transform: `translateY(${props.top}px)` },
        },
        columns().map(cell),
      )
  },
})
