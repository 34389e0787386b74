// One row, drawn by hand for speed: no component per cell. When its data changes under the person's eyes, the cells that
// say something new flash softly; nothing else of the element is touched.
import { defineComponent, h, ref, watch, type PropType, type VNodeChild } from 'vue'
import type { CellPeer, CellState } from './cell-state.ts'
import type { PlacedColumn } from './column-model.ts'
import { flash } from './flash.ts'

type AnyRow = unknown

/** Somebody else is here: initials in the person's colour, and the sentence for who hears or hovers. */
const peerMark = ({ initials, sentence }: CellPeer) =>
  h('span', { class: 'peer-mark', title: sentence }, [
    h('span', { 'aria-hidden': 'true' }, initials),
    h('span', { class: 'sr-only' }, sentence),
  ])

export default defineComponent({
  name: 'GridRow',
  props: {
    row: { type: Object as PropType<object>, required: true },
    rowId: { type: Number, required: true },
    /** From zero, among the rows shown. */
    index: { type: Number, required: true },
    top: { type: Number, required: true },
    columns: { type: Array as PropType<PlacedColumn<never>[]>, required: true },
    idPrefix: { type: String, required: true },
    /** Column of the active cell when it is in this row. */
    activeColumn: { type: String as PropType<string | null>, default: null },
    /** States of this row's cells by column; null when there are none. */
    states: { type: Object as PropType<Record<string, CellState> | null>, default: null },
    editable: { type: Boolean, required: true },
    /** Why the row stands here though it is no longer asked for; empty when it is. */
    strayText: { type: String, default: '' },
  },
  setup(props) {
    const element = ref<HTMLElement | null>(null)
    const columns = () => props.columns as unknown as PlacedColumn<AnyRow>[]

    watch(
      () => props.row,
      (now, before) => {
        for (const [index, column] of columns().entries()) {
          const own = props.states?.[column.id]
          if (column.text(now) === column.text(before) || (own && own.kind !== 'peer')) continue
          flash(element.value?.children[index])
        }
      },
      { flush: 'post' },
    )

    function cell(column: PlacedColumn<AnyRow>, index: number): VNodeChild {
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
          style: [
            column.pinned ? { left: `${column.left}px` } : undefined,
            state?.kind === 'peer' ? { '--person': `var(--person-${state.peer.colour})` } : undefined,
          ],
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
              peer: state?.kind === 'peer',
              'peer-editing': state?.kind === 'peer' && state.peer.editing,
            },
          ],
        },
        [column.render(props.row), state?.kind === 'peer' ? peerMark(state.peer) : null],
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
          'aria-description': props.strayText || undefined,
          title: props.strayText || undefined,
          class: ['row', { current: props.activeColumn !== null, stray: props.strayText !== '' }],
          style: { transform: `translateY(${props.top}px)` },
        },
        columns().map(cell),
      )
  },
})
