// Long work on the host, followed until it is over: how far it is, and a way to end it.
import { onBeforeUnmount, ref } from 'vue'
import type { z } from 'zod'
import { job } from '../../../shared/actions/jobs.ts'
import { followJob } from '../api/follow-job.ts'
import { useSession } from '../stores/session.ts'

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
    const { data: started } = await session.client.post(path, job, body)
    id.value = started.id
    try {
      const over = await followJob(session.client, started, {
        onLook(now) {
          step.value = now.step
          progress.value = now.progress
        },
        isLeft: () => left,
      })
      return over.status === 'done' ? shape.parse(over.result) : undefined
    } finally {
      id.value = null
    }
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
