// Transactions reach the stores whole, in order and once; a gap is asked for, never guessed over.
import { describe, expect, it } from 'vitest'
import type { ChangeFrame, FrameChange } from '../../../shared/events.ts'
import { createChangeRouter } from '../../../renderer/src/stores/change-router.ts'

const frame = (seq: number, last = true): ChangeFrame => ({
  type: 'study_updated',
  data: {},
  timestamp: '2026-01-01T00:00:00.000Z',
  seq,
  last,
  change: {
    entity: 'studies',
    id: seq,
    action: 'update',
    version: 2,
    row: { id: seq, version: 2 },
    actor: { id: 1, name: 'x' },
  },
})

function setUp(start = 10) {
  const batches: number[][] = []
  const gaps: number[] = []
  let pending: (() => void) | null = null
  const router = createChangeRouter({
    apply: (changes: FrameChange[]) => batches.push(changes.map(({ id }) => id)),
    schedule: (flush) => (pending = flush),
    onGap: (seq) => gaps.push(seq),
  })
  router.restart(start)
  const nextFrame = () => {
    pending?.()
    pending = null
  }
  return { router, batches, gaps, nextFrame }
}

describe('change router', () => {
  it('puts a live frame that overtakes a replay behind the missed ones', () => {
    const { router, batches, nextFrame } = setUp()
    router.expectReplay()
    for (const seq of [13, 11, 12]) router.receive(frame(seq))
    router.settle(13)
    nextFrame()
    expect(batches).toEqual([[11, 12, 13]])
    expect(router.seq).toBe(13)
  })

  it('holds a transaction back until its last frame', () => {
    const { router, batches, nextFrame } = setUp()
    router.receive(frame(11, false))
    router.receive(frame(12, false))
    nextFrame()
    expect(batches).toEqual([])
    expect(router.seq).toBe(10)
    router.receive(frame(13))
    nextFrame()
    expect(batches).toEqual([[11, 12, 13]])
    expect(router.seq).toBe(13)
  })

  it('applies several transactions of one animation frame together, in order', () => {
    const { router, batches, nextFrame } = setUp()
    for (const seq of [11, 12, 13]) router.receive(frame(seq))
    expect(batches).toEqual([])
    nextFrame()
    expect(batches).toEqual([[11, 12, 13]])
  })

  it('drops what it has seen', () => {
    const { router, batches, gaps, nextFrame } = setUp()
    router.receive(frame(11))
    router.receive(frame(11))
    router.receive(frame(9))
    nextFrame()
    expect(batches).toEqual([[11]])
    expect(gaps).toEqual([])
  })

  it('reports a gap once, from the last whole transaction, and goes on with the replay', () => {
    const { router, batches, gaps, nextFrame } = setUp()
    router.receive(frame(11, false))
    router.receive(frame(14))
    expect(gaps).toEqual([10])
    for (const seq of [11, 12, 13, 14]) router.receive(frame(seq, seq !== 11))
    router.settle(14)
    nextFrame()
    expect(batches).toEqual([[11, 12, 13, 14]])
    expect(gaps).toEqual([10])
    router.receive(frame(15))
    nextFrame()
    expect(batches.at(-1)).toEqual([15])
  })

  it('drops the open transaction of a broken connection; the replay brings it whole', () => {
    const { router, batches, nextFrame } = setUp()
    router.receive(frame(11, false))
    router.expectReplay()
    router.receive(frame(11, false))
    router.receive(frame(12))
    router.settle(12)
    nextFrame()
    expect(batches).toEqual([[11, 12]])
  })

  it('never goes back when it is settled', () => {
    const { router } = setUp()
    router.receive(frame(11))
    router.settle(10)
    expect(router.seq).toBe(11)
  })

  it('forgets what was not applied yet when history changed', () => {
    const { router, batches, nextFrame } = setUp()
    router.receive(frame(11))
    router.restart(3)
    nextFrame()
    expect(batches).toEqual([])
    expect(router.seq).toBe(3)
  })
})
