// Long work on the host, such as making a backup: what runs, how far it is, what came of it.
import { z } from 'zod'
import { defineAction } from '../action.ts'

export const job = z.object({
  id: z.string(),
  /** What it does, e.g. `backup`. */
  kind: z.string(),
  /** User name of who asked for it, or `PEARL` for the program itself. */
  by: z.string(),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What is being done now, as a sentence without its full stop; empty at first. */
  step: z.string(),
  /** Of the step, 0 to 1; null when nobody can tell. */
  progress: z.number().nullable(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  /** Depends on the kind; null until it is done. */
  result: z.unknown(),
  /** A sentence; null unless it failed or was cancelled. */
  error: z.string().nullable(),
})
export type Job = z.infer<typeof job>

const params = z.object({ job_id: z.string().max(64) })

export const listJobs = defineAction({
  method: 'GET',
  path: '/jobs',
  summary: 'List: long work on the host, newest first',
  policy: 'admin',
})

export const readJob = defineAction({
  method: 'GET',
  path: '/jobs/:job_id',
  summary: 'Read: how far one piece of long work is',
  policy: 'admin',
  params,
})

export const cancelJob = defineAction({
  method: 'POST',
  path: '/jobs/:job_id/cancel',
  summary: 'Ask a piece of long work to end',
  policy: 'admin',
  params,
})
