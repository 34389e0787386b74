// Writes one cell at a time to the host and says at the cell how it went. Nothing is shown as done before the host says so.
// Nobody is overwritten unseen: other fields of the row merge by themselves, the same field asks, and what was typed into a
// row that is gone is kept until the person lets it go.
import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Tracker } from '../../../../shared/entities/tracker.ts'
import { ApiError, sentenceOf } from '../../api/api-error.ts'
import { rowOf, rowWriters } from '../../api/shapes.ts'
import { formatMinute } from '../../composables/dates.ts'
import { cellKey, type CellEdit, type CellState, type LostText } from '../../grid/editing/cell-state.ts'
import type { CellValue } from '../../grid/columns/columns.ts'
import { useCollections } from '../../stores/collections.ts'
import { useEffort } from '../../stores/effort.ts'
import { useSession } from '../../stores/session.ts'
import { useCellNames } from './cell-names.ts'
import type { OpenConflict, LostValue } from './conflicts.ts'
import type { EditableField } from './tracker-columns.ts'
import type { TrackerRow } from './tracker-row.ts'

/** How long a cell says that it was saved. */
const SAVED_MS = 1_200

export interface SaveTexts {
  /** The value as its cell shows it. */
  describe: (field: EditableField, value: CellValue) => string
}

/** One write on its way: the person's edit, and the row it is to be made in. */
interface Attempt {
  edit: CellEdit
  field: EditableField
  base: Tracker
  /** The item's code: the row may be gone when it is to be named. */
  code: string
  idempotencyKey: string
}

export function useCellSaves(row: (id: number) => TrackerRow | undefined, texts: SaveTexts) {
  const { t } = useI18n()
  const { nameOfCell } = useCellNames()
  const collections = useCollections()
  const effort = useEffort()
  const session = useSession()
  const states = shallowRef<ReadonlyMap<string, CellState>>(new Map())
  const open = shallowRef<readonly OpenConflict[]>([])
  const lost = shallowRef<readonly LostValue[]>([])
  /** Writes of one tracker row go one after the other: each is made in the row that the one before left. */
  const queues = new Map<number, Promise<void>>()
  /** What this window itself last wrote into a cell: that is nobody else's change. */
  const written = new Map<string, CellValue>()

  function setState(key: string, state: CellState | null) {
    const next = new Map(states.value)
    if (state) next.set(key, state)
    else next.delete(key)
    states.value = next
    if (state?.kind !== 'conflict') open.value = open.value.filter((conflict) => conflict.key !== key)
  }

  function showSaved(key: string) {
    const saved: CellState = { kind: 'saved' }
    setState(key, saved)
    setTimeout(() => states.value.get(key) === saved && setState(key, null), SAVED_MS)
  }

  const stepText = ({ edit, field, code }: Attempt) => {
    const cell = nameOfCell(edit.column, code)
    return edit.value === null
      ? t('undo.cellCleared', { cell })
      : t('undo.cell', { cell, value: texts.describe(field, edit.value) })
  }

  async function write(attempt: Attempt): Promise<void> {
    const { edit, field, base, idempotencyKey } = attempt
    const key = cellKey(edit.row, edit.column)
    setState(key, { kind: 'saving' })
    try {
      const { data } = await session.client.put(`/reporting-effort-tracker/${base.id}`, rowOf<Tracker>(), {
        body: { [field]: edit.value, version: base.version },
        idempotencyKey,
        step: stepText(attempt),
      })
      const held = collections.reporting_effort_item_tracker.get(base.id)
      collections.reporting_effort_item_tracker.merge([{ ...held, ...data }])
      written.set(key, edit.value)
      showSaved(key)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'conflict' && error.body.current) return settle(attempt, error)
      if (error.code === 'not_found') return keepLost(attempt)
      // The same key again: if the first try did arrive, the host answers with its reply to that.
      const mayPass = error.status === 0 || error.status >= 500
      const again = mayPass ? () => void write(attempt) : null
      const sentence = error.code === 'unreachable' ? t('tracker.unreachable') : sentenceOf(error)
      setState(key, { kind: 'refused', sentence, again })
    }
  }

  const againOn = (attempt: Attempt, current: Tracker) =>
    write({ ...attempt, base: current, idempotencyKey: crypto.randomUUID() })

  /** Somebody wrote the row first. Another field: both changes stand. The same field: the person decides. */
  function settle(attempt: Attempt, { body }: ApiError): Promise<void> | void {
    const { edit, field, base } = attempt
    const current = rowOf<Tracker>().parse(body.current)
    collections.reporting_effort_item_tracker.merge([{ ...base, ...current }])
    if (current[field] === base[field]) return againOn(attempt, current)
    if (current[field] === edit.value) return showSaved(cellKey(edit.row, edit.column))
    const writer = rowWriters.parse(body.changed).find(({ fields }) => fields.includes(field))
    ask(attempt, current, writer)
  }

  /** Both values at the cell, theirs standing until the person says otherwise. */
  function ask(attempt: Attempt, current: Tracker, writer: { by: string; at: string } | undefined) {
    const { edit, field, code } = attempt
    const key = cellKey(edit.row, edit.column)
    const by = writer?.by ?? effort.writers.last(current.id) ?? t('tracker.somebody')
    const at = writer?.at ?? current.updated_at
    const conflict = {
      sentence: t('conflict.sentence', { by, when: t('conflict.when', { time: formatMinute(Date.parse(at)) }) }),
      theirs: texts.describe(field, current[field]),
      mine: texts.describe(field, edit.value),
      takeTheirs: () => setState(key, null),
      /** Against the row as it stands by then: theirs has been seen. */
      keepMine: () => void againOn(attempt, collections.reporting_effort_item_tracker.get(current.id) ?? current),
    }
    setState(key, { kind: 'conflict', conflict })
    open.value = [...open.value, { key, cell: nameOfCell(edit.column, code), conflict }]
  }

  function keepLost(attempt: Attempt) {
    const { edit, field, base, code } = attempt
    setState(cellKey(edit.row, edit.column), null)
    addLost(code, edit.column, texts.describe(field, edit.value), effort.writers.last(base.id))
  }
  function addLost(code: string, column: string, value: string, by: string | undefined) {
    const sentence = t('conflict.lost', {
      cell: nameOfCell(column, code),
      by: by ? t('conflict.lostBy', { by }) : '',
      value,
    })
    lost.value = [...lost.value, { id: crypto.randomUUID(), sentence, value }]
  }

  /** Saves what the person put into a cell. Failures are shown at the cell, never thrown. */
  async function save(edit: CellEdit, field: EditableField) {
    const target = row(edit.row)
    const base = target?.tracker
    if (!target || !base) {
      setState(cellKey(edit.row, edit.column), { kind: 'refused', sentence: t('tracker.noTracker'), again: null })
      return
    }
    const key = cellKey(edit.row, edit.column)
    setState(key, { kind: 'saving' })
    const before = queues.get(base.id) ?? Promise.resolve()
    const turn = before.then(() => saveNow(edit, field, base, target.item.item_code))
    queues.set(base.id, turn)
    await turn
    if (queues.get(base.id) === turn) queues.delete(base.id)
  }

  async function saveNow(edit: CellEdit, field: EditableField, seen: Tracker, code: string) {
    const key = cellKey(edit.row, edit.column)
    const base = collections.reporting_effort_item_tracker.get(seen.id) ?? seen
    const attempt: Attempt = { edit, field, base, code, idempotencyKey: crypto.randomUUID() }
    // Changed while the editor was open: the person has not seen what the cell holds now.
    const isForeign = edit.base !== base[field] && written.get(key) !== base[field]
    if (edit.base !== undefined && isForeign && edit.value !== base[field]) ask(attempt, base, undefined)
    else await write(attempt)
  }

  const dismiss = (id: number, column: string) => {
    const kind = states.value.get(cellKey(id, column))?.kind
    if (kind === 'refused' || kind === 'conflict') setState(cellKey(id, column), null)
  }
  function dismissAll() {
    states.value = new Map()
    written.clear()
    open.value = []
  }

  return {
    states,
    /** Cells that wait for a decision. */
    conflicts: computed(() => open.value),
    lost: computed(() => lost.value),
    save,
    dismiss,
    dismissAll,
    /** The row went away while its editor was open. */
    rescue: ({ row: { item, tracker }, column, text }: LostText<TrackerRow>) =>
      addLost(item.item_code, column, text, tracker && effort.writers.last(tracker.id)),
    letGo: (id: string) => (lost.value = lost.value.filter((value) => value.id !== id)),
  }
}
