// Tells the person, through the desktop program, what others did that concerns them, and keeps the number on the icon: the
// rows that wait for them. Never for their own changes; nothing in a browser. The rules are in notice-rules.ts.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import type { InboxEntry } from '../../../shared/actions/inbox.ts'
import type { Notice } from '../../../shared/desktop.ts'
import type { ConcernKind } from '../../../shared/domain/inbox.ts'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { ApiError } from '../api/api-error.ts'
import { useToday } from '../composables/dates.ts'
import { itemPath } from '../composables/item-link.ts'
import { i18n } from '../i18n/index.ts'
import { addDays } from '../../../shared/domain/days.ts'
import { withoutMarks } from '../markdown/plain-text.ts'
import { useCollections } from './collections.ts'
import { useConnection } from './connection.ts'
import { isDueOn, isMine, waitsForMe, type MyTracker } from './notice-rules.ts'
import { placeKey } from './preferences.ts'
import { useSession } from './session.ts'

const LISTED = 4
const TEXT_SHOWN = 240
const rows = z.object({ trackers: z.array(z.looseObject({ id: z.number().int() })) })
const workload = z.object({ production: rows, qc: rows })

export const useNotices = defineStore('notices', () => {
  const session = useSession()
  const connection = useConnection()
  const collections = useCollections()
  const today = useToday()
  const mine = shallowRef<ReadonlyMap<number, MyTracker>>(new Map())
  const loaded = ref(false)

  const t = i18n.global.t
  const count = computed(() => {
    const me = session.user?.id
    if (me === undefined) return 0
    return [...mine.value.values()].filter((row) => waitsForMe(row, me, today.value)).length
  })

  /** Through the shell, which knows what is switched off. */
  function tell(notice: Notice) {
    void window.pearl?.notify({
      ...notice,
      title: notice.title.slice(0, 200),
      body: notice.body.slice(0, 500),
    })
  }

  async function load() {
    const me = session.user?.id
    if (me === undefined) return
    const { data } = await session.client.get(`/reporting-effort-tracker/workload/${me}`, workload)
    const all = [...data.production.trackers, ...data.qc.trackers] as unknown as MyTracker[]
    mine.value = new Map(all.map((row) => [row.id, row]))
    loaded.value = true
  }
  /** Without an answer the line is broken, which is said elsewhere; what is known of my rows stays as it was. */
  async function tryToLoad() {
    try {
      await load()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  type Told = Pick<MyTracker, 'item_code' | 'item_type' | 'item_subtype' | 'reporting_effort_id'>
  const effortOf = ({ reporting_effort_id }: Told) => {
    const effort = collections.reporting_efforts.get(reporting_effort_id)
    const study = effort && collections.studies.get(effort.study_id)
    return effort ? `${study?.study_label ?? ''} › ${effort.database_release_label}` : ''
  }
  const listed = (about: Told[]) =>
    about
      .slice(0, LISTED)
      .map(({ item_code }) => item_code)
      .join(', ') + (about.length > LISTED ? ` … (${about.length})` : '')

  /** One notice for each kind, however many rows a bulk edit touched. */
  function tellOfRows(kind: 'assigned' | 'qc_failed' | 'due_tomorrow', about: (Told & { item_id: number })[]) {
    const [first] = about
    if (!first) return
    tell({
      kind,
      title: t(`notices.${kind}`, about.length, { named: { code: first.item_code } }),
      body: about.length === 1 ? effortOf(first) : listed(about),
      route: itemPath(first, first.item_id),
    })
  }

  /** What is not to be seen by everybody is not put on a lock screen: of an unblinded row only that there is a comment. */
  function tellOfComment(entry: InboxEntry) {
    const { kind, actor_name, actor_id, item_code, comment_text, comment_id, unblinded, item_id } = entry
    const by = (actor_id !== null && collections.users.get(actor_id)?.display_name) || actor_name
    tell({
      kind: 'mentioned',
      title: t(`notices.${kind}`, { by, code: item_code }),
      body:
        unblinded || comment_text === null ? t('notices.openToRead') : withoutMarks(comment_text).slice(0, TEXT_SHOWN),
      route: itemPath(entry, item_id, comment_id ?? undefined),
    })
  }

  /** What the host told this person of, while the window was there. */
  function tellOf(entries: readonly InboxEntry[]) {
    if (!window.pearl) return
    const of = (...kinds: ConcernKind[]) => entries.filter(({ kind }) => kinds.includes(kind))
    tellOfRows('assigned', of('assigned_production', 'assigned_qc'))
    tellOfRows('qc_failed', of('qc_failed'))
    of('mentioned', 'replied', 'commented').forEach(tellOfComment)
  }

  /** Keeps my rows current. A row that becomes mine is read when it is told of; my own doing is read at once. */
  function follow({ entity, id, row }: FrameChange, me: number): boolean {
    if (entity !== 'reporting_effort_item_tracker') return false
    const held = mine.value.get(id)
    const now = row as unknown as Tracker | null
    if (!held) return now !== null && isMine(now, me)
    const next = new Map(mine.value)
    if (now && isMine(now, me)) next.set(id, { ...held, ...now })
    else next.delete(id)
    mine.value = next
    return false
  }

  /** Changes of whole transactions, in order. */
  function receive(changes: FrameChange[]) {
    const { user } = session
    if (!window.pearl || !user || !loaded.value) return
    const unknown = changes.filter((change) => follow(change, user.id))
    if (unknown.length > 0) void tryToLoad()
  }

  watch(
    () => connection.hostingStopped,
    (stopped) => {
      if (!stopped) return
      tell({ kind: 'host_stopped', title: t('notices.hostStopped'), body: t('notices.hostStoppedText') })
    },
  )
  watch(count, (now) => void window.pearl?.badge(now))
  watch([loaded, today], () => {
    if (!loaded.value || !session.user) return
    const key = placeKey('due-told')
    if (localStorage.getItem(key) === today.value) return
    localStorage.setItem(key, today.value)
    const me = session.user.id
    const tomorrow = addDays(today.value, 1)
    const due = [...mine.value.values()].filter((row) => isDueOn(row, me, tomorrow))
    tellOfRows(
      'due_tomorrow',
      due.map((row) => ({ ...row, item_id: row.reporting_effort_item_id })),
    )
  })

  return {
    count,
    /** My rows are known: from now on changes are told of. */
    ready: loaded,
    tell,
    tellOf,
    receive,
    begin: () => (window.pearl ? void tryToLoad() : undefined),
    end() {
      mine.value = new Map()
      loaded.value = false
    },
  }
})
