// The server's second thread, seen from the first: runs one task after the other, with progress and cancelling, so that
// checking, packing and copying whole databases never holds up a request. The thread is started by the first task and ended
// when it has been idle for a while.
import { Worker } from 'node:worker_threads'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { Tasks } from './tasks.ts'

type Input<K extends keyof Tasks> = Parameters<Tasks[K]>[0]
type Output<K extends keyof Tasks> = Awaited<ReturnType<Tasks[K]>>

export interface TaskRequest {
  id: number
  kind: string
  input: unknown
  /** One 32-bit number: 1 once the task is to end. */
  cancelled: SharedArrayBuffer
}
export type TaskMessage =
  | { id: number; kind: 'progress'; done: number; total: number }
  | { id: number; kind: 'done'; value: unknown }
  /** `code` is null for an error without a sentence. */
  | { id: number; kind: 'failed'; code: ErrorCode | null; message: string }

export interface TaskOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

export interface TaskThread {
  /** @throws what the task throws; AppError `unavailable` when it is cancelled or the thread ends */
  run<K extends keyof Tasks>(kind: K, input: Input<K>, options?: TaskOptions): Promise<Output<K>>
  close(): Promise<void>
}

/** How long the thread waits for another task, in milliseconds. */
const IDLE = 10_000

const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './jobs-worker.js'

interface Waiting {
  settle(message: Exclude<TaskMessage, { kind: 'progress' }>): void
  onProgress: TaskOptions['onProgress']
}

/** Starts no thread before the first task. */
export function createTaskThread(): TaskThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let count = 0

  function failAll(message: string): void {
    worker = undefined
    for (const [id, { settle }] of waiting) settle({ id, kind: 'failed', code: 'unavailable', message })
  }

  function start(): Worker {
    const started = new Worker(new URL(file, import.meta.url), { name: 'jobs' })
    started.unref()
    started.on('message', (message: TaskMessage) => {
      const entry = waiting.get(message.id)
      if (message.kind === 'progress') entry?.onProgress?.(message.done, message.total)
      else entry?.settle(message)
    })
    started.on('error', (error: Error) => {
      if (worker === started) failAll(`The work was cut off: ${error.message}. Try again.`)
    })
    return started
  }

  function endWhenIdle(): void {
    clearTimeout(idle)
    if (waiting.size > 0) return
    idle = setTimeout(() => {
      void worker?.terminate()
      worker = undefined
    }, IDLE)
    idle.unref()
  }

  return {
    run: ((kind, input, { signal, onProgress } = {}) => {
      if (signal?.aborted) return Promise.reject(new AppError('unavailable', 'It was cancelled.'))
      clearTimeout(idle)
      worker ??= start()
      const id = (count += 1)
      const cancelled = new SharedArrayBuffer(4)
      const cancel = () => Atomics.store(new Int32Array(cancelled), 0, 1)
      signal?.addEventListener('abort', cancel)
      const answer = new Promise((resolve, reject) => {
        waiting.set(id, {
          onProgress,
          settle(message) {
            waiting.delete(id)
            signal?.removeEventListener('abort', cancel)
            endWhenIdle()
            if (message.kind === 'done') resolve(message.value)
            else reject(message.code ? new AppError(message.code, message.message) : new Error(message.message))
          },
        })
      })
      worker.postMessage({ id, kind, input, cancelled } satisfies TaskRequest)
      return answer
    }) as TaskThread['run'],
    async close() {
      clearTimeout(idle)
      const running = worker
      failAll('The host is closing.')
      await running?.terminate()
    },
  }
}
