// What one window did and takes back: which writes become steps, in which order they go back and forth, and what happens
// to a step whose undo is refused or gets no answer. The stores are the real ones; only the network ends here.
import { createPinia } from 'pinia'
import { createApp, nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { z } from 'zod'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CHANGE_SEQ_HEADER, undoChanges, writeSeqRange } from '../../../shared/actions/undo.ts'
import { useConnection } from '../../../renderer/src/stores/connection.ts'
import { useSession } from '../../../renderer/src/stores/session.ts'
import { KEPT_STEPS, useUndo, type Step } from '../../../renderer/src/stores/undo.ts'

interface Sent {
  seq: number
  key: string | null
}

/** The number of the last entry of the log beyond the window. */
let head: number
/** What the next undo is answered with, instead of being done. */
let refuseWith: (() => Promise<Response>) | null
let asked: Sent[]

/** Every write makes two entries; an undo sets back one field. */
function answer(address: string, init: { body?: string; headers?: HeadersInit }): Promise<Response> {
  const isUndo = new URL(address).pathname.endsWith(undoChanges.path)
  if (isUndo) {
    const { seq } = JSON.parse(init.body as string) as { seq: number }
    asked.push({ seq, key: new Headers(init.headers).get('idempotency-key') })
    if (refuseWith) return refuseWith()
  }
  const seq = { first: head + 1, last: head + 2 }
  head = seq.last
  const changes = [{ entity: 'reporting_effort_item_tracker', id: 1, action: 'update', fields: ['priority'] }]
  return Promise.resolve(
    Response.json(isUndo ? { undid: 1, seq, changes } : null, { headers: { [CHANGE_SEQ_HEADER]: writeSeqRange(seq) } }),
  )
}

const write = (step?: string, path = '/reporting-effort-tracker/1') =>
  useSession().client.put(path, z.null(), { body: {}, ...(step !== undefined && { step }) })

beforeEach(async () => {
  head = 0
  refuseWith = null
  asked = []
  vi.stubGlobal('fetch', vi.fn(answer))
  const routes = [{ path: '/:all(.*)', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/effort/1/TLF')
  createApp({ render: () => null })
    .use(createPinia())
    .use(router)
  const session = useSession()
  session.user = { id: 7, username: 'ann', role: 'EDITOR' }
  session.state = 'signed-in'
  useConnection().setStatus({ state: 'live' })
  useUndo()
})
afterEach(() => vi.unstubAllGlobals())

it('makes a step of every write, with its words, its screen, and whether it was large', async () => {
  const undo = useUndo()
  const recorded: Step[] = []
  undo.onRecorded((step) => recorded.push(step))
  await write('priority of T-1')
  await write(undefined, '/reporting-effort-tracker/bulk-set')
  await useSession().client.delete('/studies/1', z.null())
  expect(recorded).toMatchObject([
    { text: 'priority of T-1', route: '/effort/1/TLF', isLarge: false, seq: { first: 1, last: 2 } },
    { isLarge: true, seq: { first: 3, last: 4 } },
    { isLarge: true, seq: { first: 5, last: 6 } },
  ])
  // Words of its own where the writer gave none, and others for what is gone.
  expect(new Set(recorded.map(({ text }) => text)).size).toBe(3)
  expect(undo.next).toEqual(recorded.at(-1))
})

it('goes back last first, forth again by undoing the undo, and a new write ends the way forth', async () => {
  const undo = useUndo()
  await write('a')
  await write('b')
  await undo.undo()
  await undo.undo()
  expect(asked.map(({ seq }) => seq)).toEqual([4, 2])
  expect([undo.next, undo.nextRedo?.text]).toEqual([null, 'a'])
  expect(undo.toShow).toMatchObject([{ id: 1, fields: ['priority'] }])
  await undo.redo()
  // The undo of `a` was 7 to 8.
  expect(asked.at(-1)!.seq).toBe(8)
  expect([undo.next?.text, undo.nextRedo?.text]).toEqual(['a', 'b'])
  await write('c')
  expect([undo.next?.text, undo.nextRedo]).toEqual(['c', null])
})

it('says why an undo was refused, and drops the step so that those before it can be reached', async () => {
  const undo = useUndo()
  const reasons: string[] = []
  undo.onRefused(({ reason, step }) => reasons.push(`${step.text}: ${reason.message}`))
  await write('a')
  await write('b')
  const detail = 'Bo has changed it since.'
  refuseWith = () => Promise.resolve(Response.json({ detail, code: 'undo_conflict' }, { status: 409 }))
  await undo.undo()
  expect(reasons).toEqual([`b: ${detail}`])
  expect([undo.next?.text, undo.nextRedo]).toEqual(['a', null])
})

it('keeps a step whose answer was lost, and asks again as the same try', async () => {
  const undo = useUndo()
  await write('a')
  refuseWith = () => Promise.reject(new TypeError('network'))
  await undo.undo()
  expect(undo.next?.text).toBe('a')
  refuseWith = null
  await undo.undo()
  expect(asked[0]!.key).toBeTruthy()
  expect(asked[1]).toEqual(asked[0])
  expect(undo.next).toBeNull()
})

it('does one after the other, and none without a line', async () => {
  const undo = useUndo()
  await write('a')
  await write('b')
  await write('c')
  await Promise.all([undo.undo(), undo.undo()])
  expect(asked.map(({ seq }) => seq)).toEqual([6, 4])
  useConnection().setStatus({ state: 'waiting', attempt: 1, retry_at: Date.now() + 1_000 })
  await undo.undo()
  expect(asked).toHaveLength(2)
  expect(undo.next?.text).toBe('a')
})

it('takes back what is still being written, also when it was asked before the first step was there', async () => {
  const undo = useUndo()
  expect(undo.canUndo).toBe(false)
  const first = write('a')
  // As the edits of one row do, the second waits for the first.
  const second = first.then(() => write('b'))
  expect(undo.canUndo).toBe(true)
  await undo.undo()
  expect(asked.map(({ seq }) => seq)).toEqual([4])
  await second
  expect([undo.next?.text, undo.nextRedo?.text]).toEqual(['a', 'b'])
})

it('ends a series of steps with the one that fails', async () => {
  const undo = useUndo()
  await write('a')
  await write('b')
  refuseWith = () =>
    Promise.resolve(Response.json({ detail: 'Bo changed it.', code: 'undo_conflict' }, { status: 409 }))
  await Promise.all([undo.undo(), undo.undo()])
  expect(asked).toHaveLength(1)
  refuseWith = null
  await undo.undo()
  expect(asked.map(({ seq }) => seq)).toEqual([4, 2])
})

it('takes back a step from the middle once', async () => {
  const undo = useUndo()
  await write('a')
  const first = undo.next!
  await write('b')
  await undo.undoStep(first)
  await undo.undoStep(first)
  expect(asked.map(({ seq }) => seq)).toEqual([2])
  expect([undo.next?.text, undo.count]).toEqual(['b', 1])
})

it('keeps a bounded number of steps, and forgets all of them with the person', async () => {
  const undo = useUndo()
  for (let step = 1; step <= KEPT_STEPS + 3; step += 1) await write(`step ${step}`)
  expect([undo.count, undo.next?.text]).toEqual([KEPT_STEPS, `step ${KEPT_STEPS + 3}`])
  useSession().state = 'signed-out'
  await nextTick()
  expect([undo.count, undo.next]).toEqual([0, null])
})
