// Long work on the host, followed until it is over: how far it is, and a way to end it.
import { onBeforeUnmount, ref } from 'vue'
import { z } from 'zod'
import { ApiError } from '../api/api-error.ts'
import { useSession } from '../stores/session.ts'

const POLL_MS = 150

const job = z.looseObject({
  id: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  step: z.string(),
  progress: z.number().nullable(),
  result: z.unknown(),
  error: z.string().nullable(),
})

export function useJob() {
  const session = useSession()
  const id = ref<string | null>(null)
  const step = ref('')
  /** 0 to 1; null when nobody can tell. */
  const progress = ref<number | null>(null)
  let left = false

  /**
   * Starts a job and waits for it.
   * @returns undefined when it was cancelled. @throws ApiError with the host's sentence
   */
  async function run<T>(path: string, body: unknown, shape: z.ZodType<T>): Promise<T | undefined> {
    let { data } = await session.client.post(path, job, body)
    id.value = data.id
    try {
      while (data.status === 'running') {
        step.value = data.step
        progress.value = data.progress
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
        if (left) return undefined
        data = (await session.client.get(`/jobs/${data.id}`, job)).data
      }
    } finally {
      id.value = null
    }
    if (data.status === 'cancelled') return undefined
    if (data.status === 'failed') throw new ApiError(400, 'failed', data.error ?? '')
    return shape.parse(data.result)
  }

  async function cancel() {
    if (id.value) await session.client.post(`/jobs/${id.value}/cancel`, job)
  }
  onBeforeUnmount(() => {
    left = true
    void cancel().catch(() => undefined)
  })

  return { id, step, progress, run, cancel }
}
