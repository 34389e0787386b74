// Writes one cell at a time to the host and says at the cell how it went. Nothing is shown as done before the host says
// so; the version sent along makes sure that nobody's change is overwritten unseen.
import { shallowRef } from 'vue'
import type { Tracker } from '../../../../shared/entities/tracker.ts'
import { ApiError, sentenceOf } from '../../api/api-error.ts'
import { rowOf } from '../../api/shapes.ts'
import { cellKey, type CellEdit, type CellState } from '../../grid/cell-state.ts'
import type { CellValue } from '../../grid/columns.ts'
import { useCollections } from '../../stores/collections.ts'
import { useSession } from '../../stores/session.ts'
import type { EditableField } from './tracker-columns.ts'
import type { TrackerRow } from './tracker-row.ts'

/** How long a cell says that it was saved. */
const SAVED_MS = 1_200

export interface SaveTexts {
  /** The value as its cell shows it. */
  describe: (field: EditableField, value: CellValue) => string
  unreachable: string
  noTracker: string
  /** Who last wrote that row, as far as this window has heard; else a neutral word. */
  lastWriter: (trackerId: number) => string
}

export function useCellSaves(row: (id: number) => TrackerRow | undefined, texts: SaveTexts) {
  const collections = useCollections()
  const session = useSession()
  const states = shallowRef<ReadonlyMap<string, CellState>>(new Map())

  function setState(key: string, state: CellState | null) {
    const next = new Map(states.value)
    if (state) next.set(key, state)
    else next.delete(key)
    states.value = next
  }

  function showSaved(key: string) {
    const saved: CellState = { kind: 'saved' }
    setState(key, saved)
    setTimeout(() => states.value.get(key) === saved && setState(key, null), SAVED_MS)
  }

  async function write(
    edit: CellEdit,
    field: EditableField,
    base: Tracker,
    version: number,
    idempotencyKey: string,
  ): Promise<void> {
    const key = cellKey(edit.row, edit.column)
    setState(key, { kind: 'saving' })
    try {
      const { data } = await session.client.put(`/reporting-effort-tracker/${base.id}`, rowOf<Tracker>(), {
        body: { [field]: edit.value, version },
        idempotencyKey,
      })
      const held = collections.reporting_effort_item_tracker.get(base.id)
      collections.reporting_effort_item_tracker.merge([{ ...held, ...data }])
      showSaved(key)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'conflict') return settleConflict(edit, field, base, error)
      // The same key again: if the first try did arrive, the host answers with its reply to that.
      const mayPass = error.status === 0 || error.status >= 500
      const again = mayPass ? () => void write(edit, field, base, version, idempotencyKey) : null
      const sentence = error.code === 'unreachable' ? texts.unreachable : sentenceOf(error)
      setState(key, { kind: 'refused', sentence, again })
    }
  }

  /** Somebody wrote the row first. Another field: both changes stand. The same field: the person decides. */
  function settleConflict(
    edit: CellEdit,
    field: EditableField,
    base: Tracker,
    { body }: ApiError,
  ): Promise<void> | void {
    const key = cellKey(edit.row, edit.column)
    const current = rowOf<Tracker>().parse(body.current)
    collections.reporting_effort_item_tracker.merge([{ ...base, ...current }])
    const overwrite = () => write(edit, field, current, current.version, crypto.randomUUID())
    if (current[field] === base[field]) return overwrite()
    if (current[field] === edit.value) return showSaved(key)
    setState(key, {
      kind: 'conflict',
      conflict: {
        by: texts.lastWriter(base.id),
        theirs: texts.describe(field, current[field]),
        mine: texts.describe(field, edit.value),
        takeTheirs: () => setState(key, null),
        keepMine: () => void overwrite(),
      },
    })
  }

  /** Saves what the person put into a cell. Failures are shown at the cell, never thrown. */
  async function save(edit: CellEdit, field: EditableField) {
    const tracker = row(edit.row)?.tracker
    if (!tracker) {
      setState(cellKey(edit.row, edit.column), { kind: 'refused', sentence: texts.noTracker, again: null })
      return
    }
    await write(edit, field, tracker, tracker.version, crypto.randomUUID())
  }

  const dismiss = (id: number, column: string) => {
    const kind = states.value.get(cellKey(id, column))?.kind
    if (kind === 'refused' || kind === 'conflict') setState(cellKey(id, column), null)
  }
  const dismissAll = () => (states.value = new Map())

  return { states, save, dismiss, dismissAll }
}
