// The entry of the second thread: takes tasks by name, one at a time, and answers with what came of each.
import { parentPort } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { TaskContext } from './task-context.ts'
import { tasks } from './tasks.ts'
import type { TaskMessage, TaskRequest } from './thread.ts'

/** Between two words about progress, in milliseconds. */
const TELL_EVERY = 50

const tell = (message: TaskMessage) => parentPort!.postMessage(message)

function contextOf({ id, cancelled }: TaskRequest): TaskContext {
  const flag = new Int32Array(cancelled)
  let told = 0
  const expectWanted = () => {
    if (Atomics.load(flag, 0) === 1) throw new AppError('unavailable', 'It was cancelled.')
  }
  return {
    expectWanted,
    progress(done, total) {
      expectWanted()
      const now = Date.now()
      if (now - told < TELL_EVERY) return
      told = now
      tell({ id, kind: 'progress', done, total })
    },
  }
}

async function run(request: TaskRequest): Promise<void> {
  const { id, kind, input } = request
  try {
    const task = tasks[kind as keyof typeof tasks] as (input: unknown, context: TaskContext) => unknown
    tell({ id, kind: 'done', value: await task(input, contextOf(request)) })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    tell({ id, kind: 'failed', code: error instanceof AppError ? error.code : null, message })
  }
}

let last = Promise.resolve()
parentPort!.on('message', (request: TaskRequest) => {
  last = last.then(() => run(request))
})
