// Notifications end to end in the store: changes come in, the shell is told, the number on the icon follows.
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { InboxEntry } from '../../../shared/actions/inbox.ts'
import type { DesktopBridge, Notice } from '../../../shared/desktop.ts'
import type { ConcernKind } from '../../../shared/domain/inbox.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { addDays, today } from '../../../shared/domain/days.ts'
import { useConnection } from '../../../renderer/src/stores/connection.ts'
import { useNotices } from '../../../renderer/src/stores/notices.ts'
import { useSession } from '../../../renderer/src/stores/session.ts'
import { FAREWELL_HOSTING_STOPPED } from '../../../shared/domain/hosting.ts'

const ME = 7
const row = (id: number, patch: object = {}) => ({
  id,
  version: 1,
  reporting_effort_item_id: id,
  production_programmer_id: ME,
  qc_programmer_id: null,
  production_status: 'in_progress',
  qc_status: 'not_started',
  due_date: null,
  unblinded_flag: false,
  item_code: `t14.${id}`,
  item_type: 'TLF',
  item_subtype: 'Table',
  reporting_effort_id: 3,
  ...patch,
})
const changed = (after: ReturnType<typeof row>, actor = { id: 8, name: 'Bo' }): FrameChange => ({
  entity: 'reporting_effort_item_tracker',
  id: after.id,
  action: 'update',
  version: 2,
  row: { ...after, version: 2 },
  actor,
})
const entry = (kind: ConcernKind, id: number, patch: Partial<InboxEntry> = {}): InboxEntry => ({
  id,
  kind,
  at: '2026-03-12T09:00:00.000Z',
  actor_id: 8,
  actor_name: 'Bo',
  tracker_id: id,
  comment_id: null,
  comment_text: null,
  unblinded: false,
  item_id: id,
  item_code: `t14.${id}`,
  item_type: 'TLF',
  item_subtype: 'Table',
  reporting_effort_id: 3,
  path: ['S1', 'Lock', 'CSR'],
  read: false,
  ...patch,
})

let mine: ReturnType<typeof row>[]
let told: Notice[]
let badges: number[]

async function begin() {
  const notices = useNotices()
  useSession().user = { id: ME, username: 'ann', role: 'EDITOR' }
  notices.begin()
  await expect.poll(() => notices.ready).toBe(true)
  await nextTick()
  return notices
}

beforeEach(() => {
  setActivePinia(createPinia())
  localStorage.clear()
  mine = [row(1)]
  told = []
  badges = []
  window.pearl = {
    notify: (notice: Notice) => Promise.resolve(void told.push(notice)),
    badge: (count: number) => Promise.resolve(void badges.push(count)),
  } as unknown as DesktopBridge
  vi.stubGlobal(
    'fetch',
    vi.fn(() =>
      Promise.resolve(
        Response.json({
          production: { trackers: mine.filter((each) => each.production_programmer_id === ME) },
          qc: { trackers: mine.filter((each) => each.production_programmer_id !== ME) },
        }),
      ),
    ),
  )
})
afterEach(() => {
  delete window.pearl
  vi.unstubAllGlobals()
})

describe('notices', () => {
  it('tells of an item that becomes mine, with its code, and leads to it', async () => {
    const notices = await begin()
    notices.tellOf([entry('assigned_qc', 2)])
    expect(told).toMatchObject([{ kind: 'assigned', title: 't14.2 is assigned to you', route: '/effort/3/TLF?item=2' }])
  })

  it('tells of a bulk edit once', async () => {
    const notices = await begin()
    notices.tellOf(Array.from({ length: 12 }, (_, index) => entry('assigned_production', index + 10)))
    expect(told).toMatchObject([
      { title: '12 items are assigned to you', body: 't14.10, t14.11, t14.12, t14.13 … (12)' },
    ])
  })

  it('counts the rework on the icon; done again, it is gone', async () => {
    const notices = await begin()
    notices.receive([changed(row(1, { qc_status: 'failed' }))])
    await expect.poll(() => badges.at(-1)).toBe(1)
    notices.receive([changed(row(1, { qc_status: 'in_progress' }), { id: ME, name: 'Ann' })])
    await expect.poll(() => badges.at(-1)).toBe(0)
    notices.tellOf([entry('qc_failed', 1)])
    expect(told).toMatchObject([{ kind: 'qc_failed', title: 'QC failed: t14.1' }])
  })

  it('reads a row that becomes mine, and counts it', async () => {
    const notices = await begin()
    mine.push(row(2, { qc_status: 'failed' }))
    notices.receive([changed(row(2, { qc_status: 'failed' }))])
    await expect.poll(() => badges.at(-1)).toBe(1)
  })

  it('shows a comment, leads to it, and never shows the text of an unblinded row', async () => {
    const notices = await begin()
    notices.tellOf([
      entry('commented', 1, { comment_id: 50, comment_text: 'Please look at footnote 2' }),
      entry('mentioned', 2, { comment_id: 51, comment_text: 'Arm B has 12 events, @ann', unblinded: true }),
    ])
    expect(told).toMatchObject([
      {
        kind: 'mentioned',
        title: 'Bo commented on t14.1',
        body: 'Please look at footnote 2',
        route: '/effort/3/TLF?item=1&comment=50',
      },
      { title: 'Bo mentioned you on t14.2', body: 'Open the item to read the comment.' },
    ])
  })

  it('says once a day what is due tomorrow', async () => {
    mine = [row(1, { due_date: addDays(today(), 1) }), row(2, { due_date: addDays(today(), 2) })]
    await begin()
    await expect.poll(() => told).toMatchObject([{ kind: 'due_tomorrow', title: 'Due tomorrow: t14.1' }])
    setActivePinia(createPinia())
    await begin()
    expect(told).toHaveLength(1)
  })

  it('says that the host stopped hosting', async () => {
    await begin()
    useConnection().setFarewell(FAREWELL_HOSTING_STOPPED)
    await expect.poll(() => told).toMatchObject([{ kind: 'host_stopped' }])
  })

  it('asks and tells nothing in a browser', () => {
    delete window.pearl
    const notices = useNotices()
    useSession().user = { id: ME, username: 'ann', role: 'EDITOR' }
    notices.begin()
    notices.receive([changed(row(2))])
    expect(fetch).not.toHaveBeenCalled()
  })
})
