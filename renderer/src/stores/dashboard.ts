// What the dashboard shows: the numbers of one effort or of all, and the rows behind the number that was asked about.
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { z } from 'zod'
import type { BoardRows, Dashboard, listDashboardRows } from '../../../shared/actions/dashboard.ts'
import type { InputOf } from '../../../shared/action.ts'
import type { FrameChange } from '../../../shared/events.ts'
import { today } from '../../../shared/domain/days.ts'
import type { User } from '../../../shared/entities/user.ts'
import { rowOf } from '../api/shapes.ts'
import { createAsked } from './asked.ts'
import { useCollections } from './collections.ts'
import { useSession } from './session.ts'

/** Long enough that a bulk edit of many transactions is counted a few times only. */
const SETTLE_MS = 700

const dashboardShape = z.looseObject({ items: z.number() }) as unknown as z.ZodType<Dashboard>
const rowsShape = z.looseObject({ count: z.number(), rows: z.array(z.unknown()) }) as unknown as z.ZodType<BoardRows>

/** Which rows: what the number counted. */
export type RowsQuery = Partial<Omit<InputOf<typeof listDashboardRows>['query'], 'reporting_effort_id' | 'today'>>

export const useDashboard = defineStore('dashboard', () => {
  const session = useSession()
  const { users } = useCollections()
  const effortId = ref<number | null>(null)
  const asked = ref<RowsQuery | null>(null)

  function address(path: string, query: object = {}): string {
    const own = { today: today(), ...(effortId.value !== null && { reporting_effort_id: effortId.value }), ...query }
    const given = Object.entries(own).filter(([, value]) => value !== undefined)
    return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
  }
  const numbers = createAsked<Dashboard>({
    ask: async (signal) => (await session.client.get(address('/dashboard'), dashboardShape, { signal })).data,
    settle: SETTLE_MS,
  })
  const rows = createAsked<BoardRows>({
    ask: async (signal) =>
      (await session.client.get(address('/dashboard/rows', asked.value ?? {}), rowsShape, { signal })).data,
    settle: SETTLE_MS,
  })

  /** @param id the effort, or null for all */
  async function open(id: number | null) {
    if (id !== effortId.value) close()
    effortId.value = id
    await numbers.load()
  }
  async function showRows(query: RowsQuery) {
    rows.close()
    asked.value = query
    await rows.load()
  }
  function hideRows() {
    asked.value = null
    rows.close()
  }
  function close() {
    hideRows()
    numbers.close()
  }
  function apply(changes: readonly FrameChange[]) {
    numbers.apply(changes)
    rows.apply(changes)
  }
  /** How many items a person takes in a week; null when nobody knows. Throws ApiError. */
  async function setCapacity({ id, version }: User, weekly_capacity: number | null, step: string) {
    const { data } = await session.client.put(`/users/${id}/capacity`, rowOf<User>(), {
      body: { weekly_capacity, version },
      idempotencyKey: crypto.randomUUID(),
      step,
    })
    users.merge([data])
  }
  const reload = () =>
    Promise.all([numbers, rows].filter(({ state }) => state.value !== 'none').map((each) => each.load()))

  return {
    effortId,
    asked,
    numbers: numbers.answer,
    state: numbers.state,
    failure: numbers.failure,
    rows: rows.answer,
    rowsState: rows.state,
    rowsFailure: rows.failure,
    open,
    showRows,
    hideRows,
    close,
    apply,
    setCapacity,
    reload,
  }
})
