// Who else is here, as one window tells it from the frames it hears, and what it says of itself. The stores and the clock's
// effect on them are real; the line is a list of what was said.
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PRESENCE_KEPT, type PresenceMessage, type PresentWindow } from '../../../shared/presence.ts'
import { useCollections } from '../../../renderer/src/stores/collections.ts'
import { useConnection } from '../../../renderer/src/stores/connection.ts'
import { initialsOf, usePresence } from '../../../renderer/src/stores/presence.ts'
import { useSession } from '../../../renderer/src/stores/session.ts'

const ME = 7
const EFFORT = 3
let said: PresenceMessage[]

const seen = (window: number, user_id: number | null, patch: Partial<PresentWindow> = {}): PresentWindow => ({
  window,
  user_id,
  name: `person.${user_id}`,
  row: null,
  field: null,
  since: '2026-03-12T09:00:00.000Z',
  ...patch,
})
const hear = (present: PresentWindow[], patch: { effort_id?: number; whole?: boolean; gone?: number[] } = {}) =>
  usePresence().receive({ effort_id: EFFORT, whole: false, gone: [], present, ...patch })
const names = () => usePresence().others.map(({ name }) => name)

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  said = []
  useSession().user = { id: ME, username: 'ann', role: 'EDITOR' }
  const presence = usePresence()
  presence.speakWith((message) => said.push(message) > 0)
  presence.moveTo(EFFORT)
})
afterEach(() => vi.useRealTimers())

it('makes initials of names as people and as accounts write them', () => {
  expect(['Ann Bell', 'ann.bell', 'Ann van Bell', 'ann'].map(initialsOf)).toEqual(['AB', 'AB', 'AV', 'A'])
})

it('shows everybody else once, by name, at the place of the window that moved last', () => {
  useCollections().users.merge([{ id: 8, version: 1, username: 'bo', display_name: 'Bo Berg' }] as never)
  hear([
    seen(1, 9, { row: 4 }),
    seen(2, 8, { row: 5, since: '2026-03-12T09:00:02.000Z' }),
    seen(3, 8, { row: 6, field: 'priority', since: '2026-03-12T09:00:01.000Z' }),
    seen(4, ME),
    seen(5, null),
  ])
  const { others } = usePresence()
  expect(others).toMatchObject([
    { userId: 8, name: 'Bo Berg', initials: 'BB', row: 5, field: null },
    { userId: 9, name: 'person.9', initials: 'P9', row: 4 },
  ])
  expect(others[0]!.colour).not.toBe(others[1]!.colour)
  // The window that moved last is gone: the other one's place counts.
  hear([], { gone: [2] })
  expect(usePresence().others[0]).toMatchObject({ userId: 8, row: 6, field: 'priority' })
})

it('adds and removes by one frame, starts over by a whole one, and does not hear of other efforts', () => {
  hear([seen(1, 8), seen(2, 9)])
  hear([seen(3, 10)], { gone: [1] })
  expect(names()).toEqual(['person.10', 'person.9'])
  hear([seen(4, 11)], { effort_id: EFFORT + 1 })
  expect(names()).toEqual(['person.10', 'person.9'])
  hear([seen(4, 11)], { whole: true })
  expect(names()).toEqual(['person.11'])
})

it('forgets who was there on another effort, and when the line breaks; live again it says where it is', async () => {
  const connection = useConnection()
  connection.setStatus({ state: 'live' })
  await nextTick()
  hear([seen(1, 8)])
  usePresence().moveTo(EFFORT + 1)
  expect(names()).toEqual([])
  hear([seen(1, 8)], { effort_id: EFFORT + 1 })
  expect(names()).toEqual(['person.8'])
  connection.setStatus({ state: 'waiting', attempt: 1, retry_at: Date.now() + 1_000 })
  await nextTick()
  expect(names()).toEqual([])
  said.length = 0
  connection.setStatus({ state: 'live' })
  await nextTick()
  expect(said).toEqual([{ action: 'presence', effort_id: EFFORT + 1, row: null, field: null }])
})

it('says a new effort at once, gathers moves within it, and nothing when it stays', () => {
  const presence = usePresence()
  expect(said).toMatchObject([{ effort_id: EFFORT, row: null }])
  for (let row = 1; row <= 20; row += 1) presence.moveTo(EFFORT, row)
  vi.advanceTimersByTime(1_000)
  expect(said.length).toBeLessThanOrEqual(3)
  expect(said.at(-1)).toMatchObject({ row: 20, field: null })
  const before = said.length
  presence.moveTo(EFFORT, 20)
  vi.advanceTimersByTime(1_000)
  expect(said).toHaveLength(before)
})

it('repeats itself before the host takes it for gone, and no more once it looks at no effort', () => {
  said.length = 0
  vi.advanceTimersByTime(PRESENCE_KEPT - 1)
  expect(said.length).toBeGreaterThanOrEqual(2)
  usePresence().moveTo(null)
  said.length = 0
  vi.advanceTimersByTime(PRESENCE_KEPT * 2)
  expect(said).toEqual([])
})
