// The store of the kept head against answers of a host: what is kept, what is told, and what acknowledging does.
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useHistoryHead } from '../../../renderer/src/stores/history-head.ts'
import type { HistoryHead } from '../../../shared/history-head.ts'

const hashOf = (digit: string) => digit.repeat(64)
let answer: HistoryHead
let asked: string[]

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  asked = []
  const chain = { state: 'checking' as const, entries: 0, broken_at: null }
  answer = { epoch: 'one', head: { seq: 5, hash: hashOf('a') }, hash_at: null, replaced_by: null, chain }
  vi.stubGlobal('fetch', (url: string | URL) => {
    asked.push(String(url))
    return Promise.resolve(Response.json(answer))
  })
})
afterEach(() => vi.unstubAllGlobals())

it('keeps what it sees, tells what was altered until that is acknowledged, and keeps the old head meanwhile', async () => {
  const history = useHistoryHead()
  await history.check()
  expect(history.kept).toMatchObject({ epoch: 'one', seq: 5 })

  answer = { ...answer, head: { seq: 7, hash: hashOf('c') }, hash_at: hashOf('a') }
  await history.check()
  expect([asked.at(-1), history.altered, history.kept?.seq]).toEqual([expect.stringMatching(/head\?seq=5$/), null, 7])

  answer = { ...answer, head: { seq: 6, hash: hashOf('b') }, hash_at: null }
  await history.check()
  expect([history.altered?.head.seq, history.kept?.seq]).toEqual([6, 7])
  await nextTick()
  expect(JSON.parse(localStorage.getItem('pearl.history-head')!)).toMatchObject({ seq: 7 })

  history.accept()
  expect([history.altered, history.kept?.seq]).toEqual([null, 6])
})

it('keeps quiet about a history that was replaced and says by what', async () => {
  const history = useHistoryHead()
  await history.check()
  const replaced_by = { seq: 4, at: '2026-03-12T08:00:00.000Z', detail: 'a backup' }
  answer = { epoch: 'two', head: { seq: 4, hash: hashOf('d') }, hash_at: null, replaced_by, chain: answer.chain }
  await history.check()
  expect([history.altered, history.kept]).toEqual([null, { epoch: 'two', seq: 4, hash: hashOf('d'), earlier: ['one'] }])
})

it('tells once where the host found its own chain broken, and again when it breaks elsewhere', async () => {
  const history = useHistoryHead()
  const breakAt = (broken_at: number) => {
    answer = { ...answer, hash_at: answer.head.hash, chain: { state: 'broken', entries: broken_at - 1, broken_at } }
    return history.check()
  }
  await breakAt(3)
  expect([history.brokenAt, history.altered]).toEqual([3, null])
  history.accept()
  await breakAt(3)
  expect(history.brokenAt).toBeNull()
  await breakAt(2)
  expect(history.brokenAt).toBe(2)
})
