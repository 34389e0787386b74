// Long work that people wait for: started, shown with its progress, cancelled, and remembered for a while with its outcome.
// A job belongs to the program and not to a request, so that it outlives the connection it was asked for on, and a restart
// of the server inside the program.
import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import type { Job } from '../../shared/actions/jobs.ts'

/** What the work of a job may use. */
export interface JobContext {
  readonly signal: AbortSignal
  /** Says what is being done now. */
  step(text: string): void
  /** How much of the step is done. */
  progress(done: number, total: number): void
}

export interface Jobs {
  list(): Job[]
  /** @throws AppError `not_found` */
  get(id: string): Job
  /**
   * Starts a job and returns at once. Its result, or the sentence of its failure, is read from the job; `done` resolves with
   * the job when it is over and never rejects.
   */
  start<T>(
    kind: string,
    by: string,
    work: (context: JobContext) => Promise<T>,
  ): { job: Job; result: Promise<T>; done: Promise<Job> }
  /** Asks a running job to end; false when it is over. @throws AppError `not_found` */
  cancel(id: string): boolean
  /** Ends every job and waits for them. */
  close(): Promise<void>
}

/** Jobs that are over and still remembered. */
const REMEMBERED = 50

/** @param onFailure told of what no job should fail with: an error without a sentence */
export function createJobs(onFailure: (error: unknown) => void = () => undefined): Jobs {
  const jobs = new Map<string, Job>()
  const running = new Map<string, { controller: AbortController; done: Promise<Job> }>()

  function find(id: string): Job {
    const job = jobs.get(id)
    if (!job) throw new AppError('not_found', 'This job is not known any more.')
    return job
  }

  function forgetOldest(): void {
    for (const [id, { status }] of jobs) {
      if (jobs.size <= REMEMBERED) return
      if (status !== 'running') jobs.delete(id)
    }
  }

  return {
    list: () => [...jobs.values()].reverse(),
    get: find,
    start(kind, by, work) {
      const controller = new AbortController()
      const job: Job = {
        id: randomUUID(),
        kind,
        by,
        status: 'running',
        step: '',
        progress: null,
        started_at: new Date().toISOString(),
        finished_at: null,
        result: null,
        error: null,
      }
      jobs.set(job.id, job)
      forgetOldest()
      const context: JobContext = {
        signal: controller.signal,
        step(text) {
          job.step = text
          job.progress = null
        },
        progress(done, total) {
          job.progress = total > 0 ? Math.min(1, done / total) : null
        },
      }
      const result = Promise.resolve().then(() => work(context))
      const done = result
        .then(
          (value) => {
            job.status = 'done'
            job.progress = 1
            job.result = value ?? null
          },
          (error: unknown) => {
            job.status = controller.signal.aborted ? 'cancelled' : 'failed'
            job.error = error instanceof AppError ? error.message : 'It failed on the host; its log says why.'
            if (!(error instanceof AppError) && !controller.signal.aborted) onFailure(error)
          },
        )
        .then(() => {
          job.finished_at = new Date().toISOString()
          running.delete(job.id)
          return job
        })
      running.set(job.id, { controller, done })
      return { job, result, done }
    },
    cancel(id) {
      find(id)
      const entry = running.get(id)
      entry?.controller.abort()
      return entry !== undefined
    },
    async close() {
      for (const { controller } of running.values()) controller.abort()
      await Promise.all([...running.values()].map(({ done }) => done))
    },
  }
}
