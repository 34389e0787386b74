// Starts and stops the embedded server: a worker thread of this process, so that no query ever holds up a menu or a key.
// A thread that ends without having been asked to is reported, once.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ServerConfig, ThreadMessage } from '../server/index.ts'
import { AppError } from '../shared/errors.ts'
import type { Damage } from '../shared/recovery.ts'

const THREAD = path.join(import.meta.dirname, '..', 'server', 'thread.js')

/** How long closing may take, in milliseconds, before the thread is ended; SQLite recovers its log at the next start. */
const PATIENCE = 1_700

export interface Host {
  /** Origin it serves, e.g. `http://127.0.0.1:49152`. */
  url: string
  /** Asks it to finish what runs and to close the workspace, waits for that less than 2 s, then ends it. Never rejects. */
  stop(): Promise<void>
}

/** What a host says of itself whenever it changes. */
export interface HostingReport {
  /** Others on the network may join. */
  hosting: boolean
  /** Names of those who are here from other machines, once for each of their sessions. */
  connected: string[]
  /** Newcomers who wait to be let in. */
  requests: number
}

export interface HostListeners {
  /** Told in a sentence when the running thread ends by itself. */
  onCrash: (reason: string) => void
  onHosting: (report: HostingReport) => void
}

/**
 * Resolves once the server listens.
 * @throws AppError `unavailable` with the server's sentence when it cannot start, and `damage` when its workspace is damaged
 */
export function startHost(config: ServerConfig, { onCrash, onHosting }: HostListeners): Promise<Host> {
  const worker = new Worker(THREAD, { workerData: config, name: 'server' })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let state: 'starting' | 'running' | 'over' = 'starting'

  return new Promise((resolve, reject) => {
    /** What the end of the thread means depends on when it comes; only the first word about it counts. */
    function over(reason: string, damage: Damage | null = null) {
      const before = state
      state = 'over'
      if (before === 'starting') {
        void worker.terminate()
        reject(new AppError('unavailable', reason, damage ? { damage } : {}))
      } else if (before === 'running') {
        void worker.terminate()
        onCrash(reason)
      }
    }

    async function stop() {
      state = 'over'
      worker.postMessage('close')
      const deadline = new Promise((done) => setTimeout(done, PATIENCE).unref())
      await Promise.race([ended, deadline])
      await worker.terminate()
    }

    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'failed') over(message.message, message.damage)
      if (message.kind === 'hosting') onHosting(message)
      if (message.kind !== 'ready') return
      state = 'running'
      resolve({ url: message.url, stop })
    })
    worker.on('error', (error: Error) => {
      console.error(error)
      over(`The server failed: ${error.message}.`)
    })
    worker.on('exit', (code) => over(`The server ended unexpectedly (code ${code}).`))
  })
}
