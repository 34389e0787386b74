// What this window did, step by step, so that it can be taken back and done again. Every write of the session's client that
// changed something is a step by itself; a call site only adds the words. What a step changed is known to the host alone,
// which also decides whether it can still be taken back.
import { createEventHook } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { z } from 'zod'
import { undoChanges, type SeqRange, type Undone, type UndoneChange } from '../../../shared/actions/undo.ts'
import { ApiError } from '../api/api-error.ts'
import { i18n } from '../i18n/index.ts'
import { useConnection } from './connection.ts'
import { useSession } from './session.ts'

/** Steps that are kept; older ones are forgotten. */
export const KEPT_STEPS = 200

export interface Step {
  seq: SeqRange
  /** E.g. `status of T-14.1.1 to Completed`. */
  text: string
  /** The screen on which it was done. */
  route: string
  /** Destructive or of many rows: a way back is offered at once. */
  isLarge: boolean
  /** The same for every try, so that a try whose answer was lost is not done twice. */
  key: string
}
export type Direction = 'undo' | 'redo'
export interface Outcome {
  direction: Direction
  step: Step
  changes: UndoneChange[]
}

const seq = z.object({ first: z.number().int(), last: z.number().int() })
const undone: z.ZodType<Undone> = z.object({
  undid: z.number().int(),
  seq: seq.nullable(),
  changes: z.array(
    z.object({
      entity: z.string(),
      id: z.number().int(),
      action: z.enum(['create', 'update', 'delete']),
      fields: z.array(z.string()),
    }),
  ),
})

export const useUndo = defineStore('undo', () => {
  const session = useSession()
  const connection = useConnection()
  const router = useRouter()
  const past = shallowRef<readonly Step[]>([])
  const future = shallowRef<readonly Step[]>([])
  /** Steps that were asked for go one after the other; one that fails ends its series, whose rest was asked for unseen. */
  let queue = Promise.resolve()
  let series = 0
  /** The cells to be shown next, until a screen has shown them. */
  const toShow = shallowRef<UndoneChange[]>([])
  const recorded = createEventHook<Step>()
  const done = createEventHook<Outcome>()
  const refused = createEventHook<Outcome & { reason: ApiError }>()

  session.onWritten(({ method, path, seq: range, step }) => {
    if (path === undoChanges.path) return
    const made: Step = {
      seq: range,
      text: step ?? i18n.global.t(method === 'DELETE' ? 'undo.deletion' : 'undo.change'),
      route: router.currentRoute.value.fullPath,
      isLarge: method === 'DELETE' || /bulk|import|copy|reassign|merge/.test(path),
      key: crypto.randomUUID(),
    }
    past.value = [...past.value, made].slice(-KEPT_STEPS)
    future.value = []
    void recorded.trigger(made)
  })

  const without = (steps: readonly Step[], step: Step) => steps.filter((other) => other !== step)

  /** Which step is meant is known once what is being written has become one. */
  function inTurn(which: () => Step | undefined, direction: Direction): Promise<void> {
    const asked = series
    const turn = queue.then(async () => {
      if (asked !== series || !connection.canWrite) return
      await session.client.settled()
      const step = which()
      if (step) await move(step, direction)
    })
    queue = turn.catch(() => undefined)
    return turn
  }

  async function move(step: Step, direction: Direction) {
    const [from, to] = direction === 'undo' ? [past, future] : [future, past]
    try {
      const { data } = await session.client.post(
        undoChanges.path,
        undone,
        { seq: step.seq.last },
        { idempotencyKey: step.key },
      )
      from.value = without(from.value, step)
      if (data.seq) to.value = [...to.value, { ...step, seq: data.seq, key: crypto.randomUUID() }]
      toShow.value = data.changes
      void done.trigger({ direction, step, changes: data.changes })
    } catch (reason) {
      series += 1
      if (!(reason instanceof ApiError)) throw reason
      // Without an answer it may be tried again; what was refused would be refused again and stand before all others.
      if (reason.status >= 400 && reason.status < 500) from.value = without(from.value, step)
      void refused.trigger({ direction, step, changes: [], reason })
    }
  }

  /** Forgets every step: the numbers mean another history, or another person sits here. */
  function clear() {
    past.value = []
    future.value = []
    toShow.value = []
  }
  watch(
    () => session.state,
    (state) => state !== 'signed-in' && clear(),
  )

  return {
    next: computed(() => past.value.at(-1) ?? null),
    nextRedo: computed(() => future.value.at(-1) ?? null),
    count: computed(() => past.value.length),
    /** Whether there is something to take back, be it still on its way. */
    canUndo: computed(() => connection.canWrite && (past.value.length > 0 || session.pendingWrites > 0)),
    canRedo: computed(() => connection.canWrite && future.value.length > 0),
    toShow,
    undo: () => inTurn(() => past.value.at(-1), 'undo'),
    redo: () => inTurn(() => future.value.at(-1), 'redo'),
    /** Takes back one step, wherever it stands; one that was taken back already is left alone. */
    undoStep: (step: Step) => inTurn(() => past.value.find((other) => other === step), 'undo'),
    clear,
    onRecorded: recorded.on,
    onDone: done.on,
    onRefused: refused.on,
  }
})
