// The audit trail as this window reads it: one filter, the entries found so far, and what came since as a count, so that
// nothing moves under a reader's eyes until he asks for it.
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import {
  AUDIT_PAGE,
  MANIFEST_HEADER,
  auditManifest,
  auditPage,
  type AuditEntry,
  type AuditFilter,
  type AuditFormat,
  type AuditManifest,
} from '../../../shared/actions/audit-entries.ts'
import { auditReviews, type AuditReviews } from '../../../shared/actions/audit-reviews.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { sentenceOf } from '../api/api-error.ts'
import { saveFile, saveText } from '../api/save-file.ts'
import { useSession } from './session.ts'

/** Quiet time after a change before the host is asked what is new, in milliseconds. */
const SETTLE_MS = 250

/** A list knows its rows by `id`. */
export interface AuditLine extends AuditEntry {
  id: number
}
export type AuditState = 'none' | 'loading' | 'ready' | 'failed'

export const useAudit = defineStore('audit', () => {
  const session = useSession()
  const state = ref<AuditState>('none')
  const failure = ref('')
  const lines = shallowRef<readonly AuditLine[]>([])
  /** Came since, and fits the filter; newest first. */
  const newer = shallowRef<readonly AuditLine[]>([])
  const hasMore = ref(false)
  /** How far the trail was reviewed; null until it was asked for. */
  const review = shallowRef<AuditReviews | null>(null)
  let filter: AuditFilter = {}
  let next: number | null = null
  /** The newest entry that was looked at, whether it fitted or not. */
  let seen = 0
  let asking: AbortController | null = null
  let reading = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(signal: AbortSignal, place: { before?: number; after?: number }, limit: number) {
    const query = new URLSearchParams({ limit: String(limit) })
    for (const [name, value] of Object.entries({ ...filter, ...place })) {
      if (value !== undefined && value !== '') query.set(name, String(value))
    }
    const { data } = await session.client.get(`/audit-trail/entries?${query.toString()}`, auditPage, { signal })
    return { ...data, lines: data.entries.map((entry) => ({ ...entry, id: entry.seq })) }
  }
  async function readReviews(signal: AbortSignal) {
    review.value = (await session.client.get('/audit-trail/reviews', auditReviews, { signal })).data
  }
  function rest() {
    asking?.abort()
    clearTimeout(timer)
    timer = undefined
    reading = false
  }

  /** Reads from the newest entry on. Never throws: failure is a state with a sentence. */
  async function open(wanted: AuditFilter) {
    rest()
    filter = wanted
    const { signal } = (asking = new AbortController())
    if (state.value !== 'ready') state.value = 'loading'
    try {
      const [page] = await Promise.all([ask(signal, {}, AUDIT_PAGE), readReviews(signal)])
      lines.value = page.lines
      newer.value = []
      next = page.next
      seen = page.head.seq
      hasMore.value = next !== null
      state.value = 'ready'
    } catch (error) {
      if (signal.aborted) return
      failure.value = sentenceOf(error)
      state.value = 'failed'
    }
  }
  /** Reads on where the list ends. */
  async function readOn() {
    if (next === null || reading || !asking) return
    reading = true
    const { signal } = asking
    try {
      const page = await ask(signal, { before: next }, AUDIT_PAGE)
      lines.value = [...lines.value, ...page.lines]
      next = page.next
      hasMore.value = next !== null
    } catch (error) {
      if (signal.aborted) return
      failure.value = sentenceOf(error)
      state.value = 'failed'
    } finally {
      if (!signal.aborted) reading = false
    }
  }
  /** What came since. A failure is left to the state of the line, which says it. */
  async function lookForNewer() {
    timer = undefined
    if (!asking) return
    const { signal } = asking
    try {
      const [page] = await Promise.all([ask(signal, { after: seen }, AUDIT_PAGE), readReviews(signal)])
      newer.value = [...page.lines, ...newer.value]
      seen = page.head.seq
    } catch (error) {
      if (!signal.aborted) failure.value = sentenceOf(error)
    }
  }
  /** Puts what came since at the top; when that is more than one page, the list is read anew. */
  function showNewer() {
    if (newer.value.length >= AUDIT_PAGE) return open(filter)
    lines.value = [...newer.value, ...lines.value]
    newer.value = []
    return Promise.resolve()
  }
  function close() {
    rest()
    asking = null
    lines.value = []
    newer.value = []
    state.value = 'none'
  }
  function apply(changes: readonly FrameChange[]) {
    if (state.value !== 'ready' || changes.length === 0 || timer !== undefined) return
    timer = setTimeout(() => void lookForNewer(), SETTLE_MS)
  }
  const reload = async () => void (state.value !== 'none' && (await open(filter)))

  /** Saves the file and its manifest beside it. Throws ApiError. */
  async function save(format: AuditFormat): Promise<AuditManifest> {
    const { name, file, headers } = await session.client.download('POST', '/audit-trail/export', { ...filter, format })
    const manifest = auditManifest.parse(JSON.parse(decodeURIComponent(headers.get(MANIFEST_HEADER) ?? '')))
    saveFile(name, file)
    saveText(`${name}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`, 'application/json')
    return manifest
  }

  /** Records that everything up to the entry was looked at. Throws ApiError. */
  async function markReviewed(seq: number) {
    const { data } = await session.client.post('/audit-trail/reviews', auditReviews, { up_to: seq })
    review.value = data
  }

  return {
    review,
    markReviewed,
    state,
    failure,
    lines,
    newer,
    hasMore,
    open,
    readOn,
    showNewer,
    close,
    apply,
    reload,
    save,
  }
})
