// How people get in, beside their rows: last sign-in, devices, open work. For administrators; asked of the host while the
// screen is open, and again when anybody comes, goes or is changed.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { z } from 'zod'
import {
  accessReport,
  account,
  newPassword,
  session as sessionLine,
  type Account,
  type ReassignReport,
  type SessionLine,
} from '../../../shared/actions/people.ts'
import { saveText } from '../api/save-file.ts'
import { createAsked } from './asked.ts'
import { useSession } from './session.ts'

const SETTLE_MS = 300
const entities: ReadonlySet<string> = new Set(['users', 'audit_events', 'reporting_effort_item_tracker'])

const handedOver = z.looseObject({
  tracker_id: z.number(),
  reporting_effort_id: z.number(),
  item_code: z.string(),
  role: z.enum(['production', 'qc']),
})
const reassignReport: z.ZodType<ReassignReport> = z.looseObject({
  done: z.array(handedOver),
  refused: z.array(handedOver.extend({ detail: z.string() })),
})

/** Who takes over which side; absent: that side stays. */
export interface Successors {
  production_to?: number | null
  qc_to?: number | null
}

export const useAccounts = defineStore('accounts', () => {
  const session = useSession()
  const { answer, ...asked } = createAsked<Account[]>({
    ask: async (signal) => (await session.client.get('/accounts', z.array(account), { signal })).data,
    settle: SETTLE_MS,
    entities,
  })

  const reload = async () => void (asked.state.value !== 'none' && (await asked.load()))

  // Each throws ApiError with the host's sentence.
  async function resetPassword(userId: number): Promise<string> {
    const { data } = await session.client.post(`/users/${userId}/reset-password`, newPassword, {})
    return data.password ?? ''
  }
  async function sessionsOf(userId: number, signal?: AbortSignal): Promise<SessionLine[]> {
    const path = userId === session.user?.id ? '/auth/sessions' : `/users/${userId}/sessions`
    return (await session.client.get(path, z.array(sessionLine), signal ? { signal } : {})).data
  }
  const endSession = async ({ id }: SessionLine) =>
    void (await session.client.delete(`/auth/sessions/${id}`, z.unknown()))
  /** Every session of somebody; one's own but this one. */
  async function endSessionsOf(userId: number) {
    const path = userId === session.user?.id ? '/auth/sessions' : `/users/${userId}/sessions`
    await session.client.delete(path, z.unknown())
  }
  async function reassign(userId: number, to: Successors, step: string, idempotencyKey: string) {
    const path = `/users/${userId}/reassign-work`
    return (await session.client.post(path, reassignReport, to, { step, idempotencyKey })).data
  }
  async function saveReport() {
    const { name, text } = (await session.client.post('/accounts/report', accessReport)).data
    saveText(name, text, 'text/csv')
    return name
  }

  return {
    byUser: computed(() => new Map(answer.value?.map((each) => [each.user_id, each]))),
    ...asked,
    reload,
    resetPassword,
    sessionsOf,
    endSession,
    endSessionsOf,
    reassign,
    saveReport,
  }
})
