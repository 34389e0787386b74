// A form over one row: what the person typed, what the host said of each field, and what to do when somebody else changed
// the same row meanwhile. Nothing typed is lost, and nobody is overwritten unseen: other fields merge, the same field asks.
import { computed, reactive, ref, shallowRef } from 'vue'
import { ApiError, sentenceOf } from '../api/api-error.ts'
import { rowOf, rowWriters, type Row } from '../api/shapes.ts'
import { useWriting } from '../stores/writing.ts'

export interface RowFormOptions<Draft> {
  /** Name of the row's collection. */
  collection: string
  /** The row as it was when the form opened; null for a new one. */
  row: Row | null
  /** What the fields start with; its keys are the row's columns. */
  draft: Draft
  /** Columns of a new row that the form does not show, such as its parent. */
  fixed?: object
  /** Columns that every update has to carry, changed or not (protocol 2.5 to 2.9). */
  required?: readonly (keyof Draft & string)[]
  /** Makes the body of the request from the fields that are sent; they are sent as they are when absent. */
  toBody?: (fields: Partial<Draft>) => object
  /** Reads the row as it stands now, as a draft, where the columns alone do not tell. Throws ApiError. */
  reread?: (id: number) => Promise<Draft>
}

/** A field that somebody else changed while it was being changed here. */
export interface FieldConflict {
  field: string
  theirs: unknown
  /** Who wrote it last and when; null when the host does not tell. */
  writer: { by: string; at: string } | null
}

/** Text that is only blank counts as none. */
const tidy = (value: unknown) => (typeof value === 'string' ? value.trim() || null : value)
/** Lists are the same when they hold the same in the same order. */
const isSame = (a: unknown, b: unknown) => (Array.isArray(a) ? JSON.stringify(a) === JSON.stringify(b) : a === b)

export function useRowForm<Draft extends object>(options: RowFormOptions<Draft>) {
  const writing = useWriting()
  const draft = reactive({ ...options.draft }) as Draft
  const base = shallowRef<Row | null>(options.row)
  const busy = ref(false)
  const failure = ref('')
  const errors = ref<Readonly<Record<string, string>>>({})
  const conflicts = ref<readonly FieldConflict[]>([])
  /** The same for every try of one content: a retry after a lost reply is not done twice. */
  let key = crypto.randomUUID()

  const initial: object = { ...options.draft }
  const valueOf = (from: object, field: string) => tidy((from as Record<string, unknown>)[field])
  const changedFields = () =>
    Object.keys(initial).filter((field) => !isSame(valueOf(draft, field), valueOf(initial, field)))
  const isChanged = computed(() => changedFields().length > 0)
  const bodyOf = (fields: string[]) => {
    const picked = Object.fromEntries(fields.map((field) => [field, valueOf(draft, field)])) as Partial<Draft>
    return options.toBody?.(picked) ?? picked
  }

  /** As they stand in the row that is written, so that nobody's change of them is undone. */
  const requiredOf = (row: Row) =>
    Object.fromEntries((options.required ?? []).map((field) => [field, valueOf(row, field)]))

  /** Writes what was changed, against `row` as it stands now. */
  async function send(row: Row | null): Promise<Row> {
    if (!row) return writing.create(options.collection, { ...bodyOf(Object.keys(initial)), ...options.fixed }, key)
    try {
      return await writing.update(options.collection, row, { ...requiredOf(row), ...bodyOf(changedFields()) }, key)
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'conflict') throw error
      const current = rowOf<Row>().parse(error.body.current)
      const now: object = (await options.reread?.(row.id)) ?? current
      const before = options.reread ? initial : row
      const theirs = changedFields().filter((field) => !isSame(valueOf(now, field), valueOf(before, field)))
      base.value = current
      key = crypto.randomUUID()
      if (theirs.length === 0) return send(current)
      const written = rowWriters.parse(error.body.changed)
      conflicts.value = theirs.map((field) => ({
        field,
        theirs: valueOf(now, field),
        // A field that is kept in other rows is not named: then whoever wrote the row last.
        writer: written.find(({ fields }) => fields.includes(field)) ?? written[0] ?? null,
      }))
      throw error
    }
  }

  /** @returns the row as written, or null when it was refused and the form says why */
  async function submit(): Promise<Row | null> {
    if (base.value && !isChanged.value) return base.value
    busy.value = true
    failure.value = ''
    errors.value = {}
    conflicts.value = []
    try {
      return await send(base.value)
    } catch (error) {
      explain(error)
      return null
    } finally {
      busy.value = false
    }
  }

  function explain(error: unknown) {
    if (conflicts.value.length > 0) return
    const mayHaveArrived = error instanceof ApiError && (error.status === 0 || error.status >= 500)
    if (!mayHaveArrived) key = crypto.randomUUID()
    const issues = error instanceof ApiError && Array.isArray(error.body.detail) ? error.body.detail : []
    const known = (issues as { loc: (string | number)[]; msg: string }[]).filter(
      ({ loc }) => String(loc.at(-1)) in initial,
    )
    errors.value = Object.fromEntries(known.map(({ loc, msg }) => [String(loc.at(-1)), msg]))
    if (known.length === 0) failure.value = sentenceOf(error)
  }

  function takeTheirs(conflict: FieldConflict) {
    const { field, theirs } = conflict
    Object.assign(draft, { [field]: theirs ?? '' })
    Object.assign(initial, { [field]: theirs ?? '' })
    keepMine(conflict)
  }
  /** Only texts can be put together. */
  const canCombine = ({ field, theirs }: FieldConflict) =>
    typeof theirs === 'string' && typeof valueOf(draft, field) === 'string'
  /** Both texts stand in the field, theirs first, for the person to make one of. */
  function combine(conflict: FieldConflict) {
    const { field, theirs } = conflict
    Object.assign(draft, { [field]: `${String(theirs)} ${String(valueOf(draft, field))}` })
    keepMine(conflict)
  }
  /** The next submit writes over theirs, which the person has now seen. */
  function keepMine({ field }: FieldConflict) {
    conflicts.value = conflicts.value.filter((conflict) => conflict.field !== field)
  }

  return { draft, busy, failure, errors, conflicts, isChanged, submit, takeTheirs, keepMine, canCombine, combine }
}
export type RowForm<Draft extends object> = ReturnType<typeof useRowForm<Draft>>
