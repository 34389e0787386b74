// Long work on the host, looked at until it is over. The one place where the window asks again and again.
import { job as jobShape, type Job } from '../../../shared/actions/jobs.ts'
import { ApiError } from './api-error.ts'
import type { Client } from './client.ts'

/** Between two looks, in milliseconds. */
const LOOK_EVERY = 200
/** Looks without an answer before it is given up: a host that opens what was restored is gone for up to half a minute. */
const PATIENCE = 150

export interface FollowOptions {
  /** Told how far it is, at each look. */
  onLook: (job: Job) => void
  /** Nobody waits for it any more. */
  isLeft?: () => boolean
}

/** The job once it is done, was cancelled, or nobody waits for it. @throws ApiError with the host's sentence when it failed */
export async function followJob(client: Client, started: Job, { onLook, isLeft }: FollowOptions): Promise<Job> {
  let job = started
  let unanswered = 0
  while (job.status === 'running') {
    onLook(job)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
    if (isLeft?.()) return job
    try {
      job = (await client.get(`/jobs/${started.id}`, jobShape)).data
      unanswered = 0
    } catch (error) {
      const isBetween = error instanceof ApiError && error.code === 'unreachable'
      if (!isBetween || ++unanswered > PATIENCE) throw error
    }
  }
  if (job.status === 'failed') throw new ApiError(0, 'failed', job.error ?? '')
  return job
}
