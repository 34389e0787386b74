// Waits for long work on a host, over the wire; a host that restarts its inside meanwhile is asked again.
import { expect } from 'vitest'
import type { Job } from '../../shared/actions/jobs.ts'
import type { Host } from './host.ts'

/** The job once it is over. */
export async function finished(caller: Pick<Host, 'api'>, { id }: Pick<Job, 'id'>): Promise<Job> {
  let job: Job | undefined
  const isOver = async () => {
    const reply = await caller.api('GET', `/jobs/${id}`).catch(() => undefined)
    job = reply?.status === 200 ? (reply.body as Job) : job
    return job !== undefined && job.status !== 'running'
  }
  await expect.poll(isOver, { interval: 20 }).toBe(true)
  return job!
}
