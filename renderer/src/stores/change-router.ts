// From frames to whole transactions: frames are collected until the last of their transaction, then handed over in
// order, at most once per animation frame. What was seen before is dropped; a gap is reported, never guessed over.
import type { ChangeFrame, FrameChange } from '../../../shared/events.ts'

export interface ChangeRouterOptions {
  /** Applies the changes of one or more whole transactions. */
  apply: (changes: FrameChange[]) => void
  /** Calls back soon: once per animation frame in a visible window. */
  schedule: (flush: () => void) => void
  /** A frame is missing: everything after `seq` must be asked for again. */
  onGap: (seq: number) => void
}

export function createChangeRouter({ apply, schedule, onGap }: ChangeRouterOptions) {
  /** The end of the last whole transaction received. */
  let seq = 0
  let open: ChangeFrame[] = []
  let ready: FrameChange[] = []
  let scheduled = false
  /** Replayed frames may skip numbers; live ones may not. */
  let replaying = false
  /** What came while a replay runs: a live frame may overtake the missed ones, so all wait and are then put in order. */
  let held: ChangeFrame[] = []

  function flush() {
    scheduled = false
    const changes = ready
    ready = []
    if (changes.length > 0) apply(changes)
  }

  function take(frame: ChangeFrame) {
    const expected = (open.at(-1)?.seq ?? seq) + 1
    if (frame.seq < expected) return
    if (frame.seq > expected && !replaying) {
      open = []
      replaying = true
      onGap(seq)
      return
    }
    open.push(frame)
    if (!frame.last) return
    seq = frame.seq
    for (const { change } of open) ready.push(change)
    open = []
    if (scheduled) return
    scheduled = true
    schedule(flush)
  }

  return {
    get seq() {
      return seq
    },
    receive(frame: ChangeFrame) {
      if (replaying) held.push(frame)
      else take(frame)
    },
    /** Before frames are asked for again: what came of an unfinished transaction will come again, whole. */
    expectReplay() {
      open = []
      held = []
      replaying = true
    },
    /** The window is now at `position`: after a replay, or after everything was loaded. */
    settle(position: number) {
      const inOrder = held.toSorted((a, b) => a.seq - b.seq)
      held = []
      for (const frame of inOrder) take(frame)
      replaying = false
      open = []
      seq = Math.max(seq, position)
    },
    /** Starts over: history changed. */
    restart(position: number) {
      replaying = false
      held = []
      open = []
      ready = []
      seq = position
    },
    flush,
  }
}

/** Once per animation frame; a hidden window has none, so there by a timer. */
export function onNextFrame(callback: () => void) {
  if (document.hidden) setTimeout(callback, 50)
  else requestAnimationFrame(callback)
}
