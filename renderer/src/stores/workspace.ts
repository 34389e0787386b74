// Brings the window to life and keeps it so: loads what is held whole, starts the feed, hands change frames to the
// collections, and loads everything again after a reset.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { z } from 'zod'
import { HOSTING_FRAME } from '../../../shared/domain/hosting.ts'
import { INBOX_FRAME } from '../../../shared/domain/inbox.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { sentenceOf } from '../api/api-error.ts'
import type { FeedPosition } from '../api/client.ts'
import { createFeed } from '../api/feed.ts'
import { isLasting } from '../api/host.ts'
import { readWhole } from '../api/lists.ts'
import { counts, type Row } from '../api/shapes.ts'
import { useAccounts } from './accounts.ts'
import { useActivity } from './activity.ts'
import { useAudit } from './audit.ts'
import { useCalendar } from './calendar.ts'
import { useChangedItems } from './changed-items.ts'
import { createChangeRouter, onNextFrame } from './change-router.ts'
import { collectionOf, useCollections } from './collections.ts'
import { useChecks } from './checks.ts'
import { useConnection } from './connection.ts'
import { useDashboard } from './dashboard.ts'
import { useEffort } from './effort.ts'
import { useOpenPackage } from './open-package.ts'
import { useHosting } from './hosting.ts'
import { useInbox } from './inbox.ts'
import { useNotices } from './notices.ts'
import { usePresence } from './presence.ts'
import { useReadPositions } from './read-positions.ts'
import { useSession } from './session.ts'
import { useWork } from './work.ts'
import { useTagUses } from './tag-uses.ts'
import { useUndo } from './undo.ts'

export type WorkspaceState = 'idle' | 'loading' | 'ready' | 'failed'

const lists: Record<string, string> = {
  studies: '/studies/',
  database_releases: '/database-releases/',
  reporting_efforts: '/reporting-efforts/',
  users: '/users/',
  text_elements: '/text-elements/',
  tracker_tags: '/tracker-tags/',
  saved_views: '/saved-views/',
  packages: '/packages/',
}

export const useWorkspace = defineStore('workspace', () => {
  const session = useSession()
  const connection = useConnection()
  const collections = useCollections()
  const effort = useEffort()
  const openPackage = useOpenPackage()
  const work = useWork()
  const boards = [
    useDashboard(),
    useCalendar(),
    useAccounts(),
    useTagUses(),
    useChecks(),
    useAudit(),
    useActivity(),
    useChangedItems(),
  ]
  const notices = useNotices()
  const inbox = useInbox()
  const readPositions = useReadPositions()
  const hosting = useHosting()
  const presence = usePresence()
  const undo = useUndo()
  const state = ref<WorkspaceState>('idle')
  const failure = ref('')
  let epoch = ''
  /** When the last change that came was made; told once it can be seen, not for each of many. */
  let toldAt: number | null = null

  const router = createChangeRouter({ apply, schedule: onNextFrame, onGap: () => feed.resume() })
  const feed = createFeed({
    address: session.feedAddress,
    position: () => ({ epoch, seq: router.seq }),
    onChange(frame) {
      toldAt = Date.parse(frame.timestamp)
      effort.writers.note(frame.change)
      router.receive(frame)
    },
    onResume: () => router.expectReplay(),
    onCaughtUp(seq) {
      router.settle(seq)
      // `live` is said next, and then all that was missed is to be seen.
      router.flush()
      readOwn()
    },
    onReset() {
      undo.clear()
      void load()
    },
    onStatus: connection.setStatus,
    isLasting,
    onPresence: presence.receive,
    onSignal(type) {
      if (type === HOSTING_FRAME) hosting.refresh()
      if (type === INBOX_FRAME) readOwn()
    },
    onFarewell: connection.setFarewell,
    // To the second, as it is shown: a hundred frames at once are then told once.
    onHeard: () => (connection.heardAt = Math.floor(Date.now() / 1_000) * 1_000),
  })
  window.addEventListener('online', feed.wake)
  presence.speakWith(feed.say)
  inbox.onNews(notices.tellOf)

  /** What is this person's alone does not come with the feed. */
  function readOwn() {
    void inbox.refresh()
    void readPositions.load()
  }

  function apply(changes: FrameChange[]) {
    connection.changedAt = toldAt
    for (const name of collections.sharedNames) {
      const own = changes.filter(({ entity }) => entity === name)
      if (own.length > 0) collectionOf(collections, name)?.apply(own as unknown as { id: number; row: Row | null }[])
    }
    effort.apply(changes)
    openPackage.apply(changes)
    work.apply(changes)
    for (const board of boards) board.apply(changes)
    notices.receive(changes)
  }

  /** Loads what is held whole; the feed then goes on from the oldest of these answers. */
  async function loadLists(): Promise<FeedPosition> {
    const replies = await Promise.all(
      Object.entries(lists).map(async ([name, path]) => ({ name, ...(await readWhole(session.client, path)) })),
    )
    for (const { name, data } of replies) collectionOf(collections, name)?.replaceAll(data)
    return replies.map(({ position }) => position).reduce((oldest, each) => (each.seq < oldest.seq ? each : oldest))
  }

  /** Loads everything, again if need be. Never throws: failure is a state with a sentence. */
  async function load() {
    if (state.value !== 'ready') state.value = 'loading'
    try {
      const position = await loadLists()
      epoch = position.epoch
      router.restart(position.seq)
      if (feed.status.state === 'stopped') feed.start()
      else feed.resume()
      state.value = 'ready'
      notices.begin()
      hosting.begin()
      await Promise.all([
        effort.id !== null && effort.open(effort.id),
        openPackage.id !== null && openPackage.open(openPackage.id),
        work.userId !== null && work.load(),
        ...boards.map((board) => board.reload()),
      ])
    } catch (error) {
      failure.value = sentenceOf(error)
      state.value = 'failed'
    }
  }

  function stop() {
    feed.stop()
    effort.close()
    openPackage.close()
    work.close()
    for (const board of boards) board.close()
    notices.end()
    inbox.end()
    readPositions.end()
    hosting.end()
    for (const name of collections.sharedNames) collectionOf(collections, name)?.replaceAll([])
    state.value = 'idle'
  }

  /** Fills an empty workspace with the demo study. Throws ApiError. The rows then arrive by the feed like any change. */
  const loadDemo = async () => void (await session.client.post('/workspace/demo', z.union([counts, z.null()])))

  return { state, failure, load, stop, loadDemo, reconnectNow: feed.reconnectNow, wake: feed.wake, feed: () => feed }
})
