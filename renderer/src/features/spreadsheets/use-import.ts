// One file on its way in: uploaded, its columns mapped, tried, committed. Whatever fails leaves the step as it was with a
// sentence; nothing is written before the commit.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { z } from 'zod'
import type { ImportChoice, ImportLine, LineKind, Preview, Uploaded } from '../../../../shared/actions/imports.ts'
import { guessColumns, mapRow } from '../../../../shared/spreadsheets/guess.ts'
import { columnsOf, SAMPLE_FILE, type ImportSubject } from '../../../../shared/spreadsheets/subjects.ts'
import { sentenceOf } from '../../api/api-error.ts'
import * as shapes from '../../../../shared/actions/import-replies.ts'
import { saveFile } from '../../api/save-file.ts'
import { useJob } from '../../composables/use-job.ts'
import { useSession } from '../../stores/session.ts'
import { useRememberedMapping } from './remembered-mapping.ts'

export type ImportStep = 'file' | 'columns' | 'preview' | 'done'
export type ShownKind = LineKind | 'conflict'
const PAGE = 200

export interface ImportTarget {
  subject: ImportSubject
  /** Of the effort or package. */
  ownerId: number | null
}

export function useImport({ subject, ownerId }: ImportTarget) {
  const { t } = useI18n()
  const session = useSession()
  const remembered = useRememberedMapping(subject)
  const columns = columnsOf[subject]

  const step = ref<ImportStep>('file')
  const failure = ref('')
  const busy = ref(false)
  const file = shallowRef<Uploaded | null>(null)
  const choice = ref<ImportChoice | null>(null)
  const result = shallowRef<Preview | null>(null)
  const shown = ref<ShownKind>('changed')
  const lines = shallowRef<ImportLine[]>([])
  const total = ref(0)
  const job = useJob()
  const sheet = computed(() => (file.value && choice.value ? file.value.sheets[choice.value.sheet]! : null))
  /** It was exported from this list: its columns and rows are known. */
  const isReturning = computed(() => file.value?.exported != null)
  const canImport = computed(() => {
    const counts = result.value?.counts
    return counts !== undefined && counts.new + counts.changed > 0
  })

  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    busy.value = true
    failure.value = ''
    try {
      return await work()
    } catch (error) {
      failure.value = sentenceOf(error)
      return undefined
    } finally {
      busy.value = false
    }
  }

  async function choose(wanted: File) {
    await attempt(async () => {
      forget()
      const path = `/imports?name=${encodeURIComponent(wanted.name.slice(-200))}`
      const { data } = await session.client.post(path, shapes.uploaded, wanted)
      file.value = data
      const { exported } = data
      if (exported && (exported.subject !== subject || exported.owner_id !== ownerId)) {
        failure.value = t('import.elsewhere')
        return
      }
      pickSheet(
        Math.max(
          0,
          data.sheets.findIndex(({ is_hidden, row_count }) => !is_hidden && row_count > 0),
        ),
      )
      step.value = 'columns'
    })
    if (isReturning.value && step.value === 'columns') await look()
  }

  /** Starts over with a sheet: what its columns are is guessed, or known from the last such file. */
  function pickSheet(index: number) {
    const rows = file.value!.sheets[index]!.sample
    const guess = guessColumns({ rows }, columns, isReturning.value)
    choice.value = {
      subject,
      owner_id: ownerId,
      sheet: index,
      header_row: guess.header_row,
      mapping: remembered.read(rows[guess.header_row] ?? []) ?? guess.mapping,
      day_order: null,
      default_subtype: 'Table',
      add: true,
      update: true,
      blank_clears: false,
      answers: {},
      file_wins: [],
    }
  }

  function pickHeader(row: number) {
    if (!choice.value || !sheet.value) return
    const heading = sheet.value.sample[row] ?? []
    choice.value = { ...choice.value, header_row: row, mapping: remembered.read(heading) ?? mapRow(heading, columns) }
  }

  /** A column of ours is taken from one column of the file. */
  function map(index: number, key: string | null) {
    if (!choice.value) return
    const entries = Object.entries(choice.value.mapping).filter(([at, taken]) => at !== String(index) && taken !== key)
    choice.value.mapping = Object.fromEntries(key === null ? entries : [...entries, [index, key]])
  }

  /** Tries the import with the present choice. */
  async function look() {
    await attempt(async () => {
      remembered.keep(sheet.value?.sample[choice.value!.header_row] ?? [], choice.value!.mapping)
      const outcome = await job.run(`/imports/${file.value!.id}/preview`, choice.value, shapes.preview)
      if (!outcome) return
      result.value = outcome
      step.value = 'preview'
      await show(firstOf(outcome))
    })
  }

  async function readPage(offset: number) {
    const kind = shown.value
    const path = `/imports/${file.value!.id}/lines?kind=${kind}&offset=${offset}&limit=${PAGE}`
    const { data } = await session.client.get(path, shapes.lines)
    total.value = data.total
    return data.lines
  }
  async function show(kind: ShownKind) {
    shown.value = kind
    lines.value = await readPage(0)
  }
  const showKind = (kind: ShownKind) => attempt(() => show(kind))
  const showMore = () => attempt(async () => (lines.value = [...lines.value, ...(await readPage(lines.value.length))]))

  async function commit() {
    return attempt(async () => {
      const options = { idempotencyKey: crypto.randomUUID(), step: t('import.step', { name: file.value!.name }) }
      const body = { digest: result.value!.digest }
      const { data } = await session.client.post(`/imports/${file.value!.id}/commit`, shapes.imported, body, options)
      step.value = 'done'
      return data.counts
    })
  }

  const saveRefused = () =>
    attempt(async () => {
      const { name, file: written } = await session.client.download('GET', `/imports/${file.value!.id}/refused`)
      saveFile(name, written)
    })
  /** Goes on with the sample list as if it had been chosen. */
  const trySample = async () => {
    const sample = await attempt(() => session.client.download('GET', `/templates/${SAMPLE_FILE}`))
    if (sample) await choose(new File([sample.file], SAMPLE_FILE))
  }
  const saveTemplate = (name: string) =>
    attempt(async () => saveFile(name, (await session.client.download('GET', `/templates/${name}`)).file))

  function forget() {
    const { value } = file
    file.value = null
    // The host forgets it by itself too.
    if (value) void session.client.delete(`/imports/${value.id}`, z.null()).catch(() => undefined)
  }
  onBeforeUnmount(forget)

  return {
    columns,
    step,
    failure,
    busy,
    file,
    sheet,
    choice,
    result,
    shown,
    lines,
    total,
    job,
    isReturning,
    canImport,
    choose,
    pickSheet,
    pickHeader,
    map,
    look,
    showKind,
    showMore,
    commit,
    saveRefused,
    saveTemplate,
    trySample,
  }
}
export type Importing = ReturnType<typeof useImport>

/** What a person wants to see first: what needs them, then what will happen. */
function firstOf({ counts }: Preview): ShownKind {
  if (counts.conflicts > 0) return 'conflict'
  return (['changed', 'new', 'refused', 'left_out'] as const).find((kind) => counts[kind] > 0) ?? 'unchanged'
}
