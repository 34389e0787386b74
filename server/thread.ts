// The server as a worker thread of the desktop program: the same startServer, told its configuration by the thread that
// made it and answering with where it listens. A message `close` stops it.
import { parentPort, workerData } from 'node:worker_threads'
import type { ServerConfig } from './config.ts'
import { startServer } from './index.ts'

export type ThreadMessage =
  | { kind: 'ready'; url: string; port: number }
  | { kind: 'failed'; message: string }
  | { kind: 'closed' }
  /** Whether others on the network may join, how many are here, and how many newcomers wait; whenever that changed. */
  | { kind: 'hosting'; hosting: boolean; connected: number; requests: number }

const parent = parentPort!
const tell = (message: ThreadMessage) => parent.postMessage(message)

startServer(workerData as ServerConfig).then(
  (server) => {
    parent.on('message', (message: unknown) => {
      if (message !== 'close') return
      void server.close().then(() => {
        tell({ kind: 'closed' })
        parent.close()
      })
    })
    const tellHosting = () => {
      const { hosting, connected, requests } = server.hosting()
      tell({ kind: 'hosting', hosting, connected: connected.length, requests: requests.length })
    }
    server.onHosting(tellHosting)
    tell({ kind: 'ready', url: server.url, port: server.port })
    if (server.hosting().hosting) tellHosting()
  },
  (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
)
