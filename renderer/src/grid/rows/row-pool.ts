// The rows in the document: plain elements that are used again for other rows, kept in the order shown. A cell is touched
// only when what it shows, or its state, has changed; when that happens under the person's eyes it flashes softly.
import { h } from 'vue'
import type { CellPeer, CellState } from '../editing/cell-state.ts'
import type { PlacedColumn } from '../columns/column-model.ts'
import { flash } from './flash.ts'
import { forgetFullText } from './full-text.ts'
import { flatten, paint, type Painted } from './paint.ts'

/** Somebody else is here: initials in the person's colour, and the sentence for who hears or hovers. */
const peerMark = ({ initials, sentence }: CellPeer) =>
  h('span', { class: 'peer-mark', title: sentence }, [
    h('span', { 'aria-hidden': 'true' }, initials),
    h('span', { class: 'sr-only' }, sentence),
  ])

export interface RowView {
  id: number
  /** From zero, among the rows shown. */
  index: number
  /** In pixels. */
  top: number
  row: object
  activeColumn: string | null
  /** Selected columns of this row; null when there are none or only the active cell is. */
  selected: ReadonlySet<string> | null
  states: Readonly<Record<string, CellState>> | null
  /** Why the row stands here though it is no longer asked for; empty when it is. */
  strayText: string
}

export interface PoolSettings {
  columns: readonly PlacedColumn<never>[]
  editable: boolean
  idPrefix: string
}

interface Slot {
  element: HTMLElement
  cells: HTMLElement[]
  painted: (readonly Painted[])[]
  view: RowView | null
  /** Whether its cells were last said to be editable. */
  editable: boolean
}

export interface RowPool {
  /** Makes exactly these rows stand in the document. */
  show(views: readonly RowView[], settings: PoolSettings): void
}

export function createRowPool(body: HTMLElement): RowPool {
  let slots = new Map<number, Slot>()
  let spare: Slot[] = []
  let settings: PoolSettings | null = null

  function makeSlot({ columns }: PoolSettings): Slot {
    const element = document.createElement('div')
    element.setAttribute('role', 'row')
    const cells = columns.map((column, index) => {
      const cell = document.createElement('div')
      cell.setAttribute('role', 'gridcell')
      cell.setAttribute('aria-colindex', String(index + 1))
      cell.dataset.column = column.id
      if (column.pinned) cell.style.setProperty('--left', `${column.left}px`)
      return cell
    })
    element.append(...cells)
    return { element, cells, painted: columns.map(() => []), view: null, editable: false }
  }

  function fill(slot: Slot, view: RowView, { columns, editable, idPrefix }: PoolSettings): void {
    const { element, cells, painted, view: before } = slot
    const isSame = before?.id === view.id
    if (before?.index !== view.index) element.setAttribute('aria-rowindex', String(view.index + 3))
    if (before?.top !== view.top) element.style.transform = `translateY(${view.top}px)`
    if (!isSame) element.dataset.row = String(view.id)
    if (before?.strayText !== view.strayText) {
      setOrRemove(element, 'aria-description', view.strayText)
      setOrRemove(element, 'title', view.strayText)
    }
    const isCurrent = view.activeColumn !== null
    if (!before || isCurrent !== (before.activeColumn !== null) || before.strayText !== view.strayText) {
      element.className = `row${isCurrent ? ' current' : ''}${view.strayText ? ' stray' : ''}`
    }
    const isRepainted = before?.row !== view.row
    const isRestated =
      !before ||
      slot.editable !== editable ||
      before.activeColumn !== view.activeColumn ||
      before.selected !== view.selected ||
      before.states !== view.states
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index]!
      const cell = cells[index]!
      const state = view.states?.[column.id]
      const wasPeer = before?.states?.[column.id]?.kind === 'peer'
      if (isRepainted || (isRestated && (wasPeer || state?.kind === 'peer'))) {
        const now = flatten(column.render(view.row as never))
        if (state?.kind === 'peer') now.push(peerMark(state.peer))
        paint(cell, now, painted[index]!)
        forgetFullText(cell)
        painted[index] = now
        const isNews = isSame && isRepainted && column.text(view.row as never) !== column.text(before.row as never)
        if (isNews && (!state || state.kind === 'peer')) flash(cell)
      }
      if (isRestated || (!isSame && view.activeColumn !== null)) setState(cell, column, view, { editable, idPrefix })
    }
    slot.view = view
    slot.editable = editable
  }

  function show(views: readonly RowView[], wanted: PoolSettings): void {
    if (settings && settings.columns !== wanted.columns) {
      for (const { element } of slots.values()) element.remove()
      slots = new Map()
      spare = []
    }
    settings = wanted
    const ids = new Set(views.map(({ id }) => id))
    const free: Slot[] = []
    for (const [id, slot] of slots) {
      if (ids.has(id)) continue
      slots.delete(id)
      free.push(slot)
    }
    // In the order of the document. What changes its place is taken out of the layout and put into it anew, so it is the fewer
    // that do: after a small step the rows that come in, after a jump the few that stay.
    const reused = new Set(free.map(({ element }) => element as Element))
    const staying = slots.size
    const isJump = staying < free.length
    let taken = 0
    let cursor = body.firstElementChild
    const next = new Map<number, Slot>()
    for (const view of views) {
      const slot = slots.get(view.id) ?? free[taken++] ?? spare.pop() ?? makeSlot(wanted)
      fill(slot, view, wanted)
      next.set(view.id, slot)
      while (!isJump && cursor && cursor !== slot.element && reused.has(cursor)) cursor = cursor.nextElementSibling
      if (cursor === slot.element) cursor = cursor.nextElementSibling
      else body.insertBefore(slot.element, cursor)
    }
    for (const slot of free.slice(taken)) {
      slot.element.remove()
      spare.push(slot)
    }
    slots = next
  }

  return { show }
}

function setState(
  cell: HTMLElement,
  column: PlacedColumn<never>,
  view: RowView,
  { editable, idPrefix }: Omit<PoolSettings, 'columns'>,
): void {
  const state = view.states?.[column.id]
  const isActive = view.activeColumn === column.id
  const isSelected = view.selected?.has(column.id) ?? false
  const isRefused = state?.kind === 'refused' || state?.kind === 'conflict'
  const canEdit = editable && column.editor !== undefined
  let name = `cell group-${column.group}`
  if (column.pinned) name += ' pinned'
  if (column.align === 'end') name += ' end'
  if (canEdit) name += ' editable'
  if (isActive) name += ' active'
  if (isSelected) name += ' selected'
  if (isRefused) name += ' refused'
  else if (state) name += ` ${state.kind}`
  if (state?.kind === 'peer' && state.peer.editing) name += ' peer-editing'
  cell.style.setProperty('--person', state?.kind === 'peer' ? `var(--person-${state.peer.colour})` : null)
  if (cell.className !== name) cell.className = name
  // Only the active cell is pointed at, and an id for each of hundreds would be set anew in every frame.
  setOrRemove(cell, 'id', isActive ? `${idPrefix}-${view.id}-${column.id}` : '')
  cell.setAttribute('aria-selected', String(isActive || isSelected))
  setOrRemove(cell, 'aria-readonly', canEdit ? '' : 'true')
  setOrRemove(cell, 'aria-busy', state?.kind === 'saving' ? 'true' : '')
  setOrRemove(cell, 'aria-invalid', isRefused ? 'true' : '')
}

function setOrRemove(element: Element, name: string, value: string): void {
  if (value !== '') element.setAttribute(name, value)
  else if (element.hasAttribute(name)) element.removeAttribute(name)
}
