// The server as a worker thread of the desktop program: the same startServer, told its configuration by the thread that
// made it and answering with where it listens. A message `close` stops it.
import { parentPort, workerData } from 'node:worker_threads'
import type { Damage } from '../shared/recovery.ts'
import type { ServerConfig } from './config.ts'
import { DamagedWorkspace } from './db/damaged.ts'
import { offerRecovery } from './features/recovery/recover.ts'
import { startServer } from './index.ts'

export type ThreadMessage =
  | { kind: 'ready'; url: string; port: number }
  /** `damage` when the workspace's file is damaged: what there is to recover it from. */
  | { kind: 'failed'; message: string; damage: Damage | null }
  | { kind: 'closed' }
  /** Whether others on the network may join, who is here, and how many newcomers wait; whenever that changed. */
  | { kind: 'hosting'; hosting: boolean; connected: string[]; requests: number }

const parent = parentPort!
const config = workerData as ServerConfig
const tell = (message: ThreadMessage) => parent.postMessage(message)

startServer(config).then(
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
      tell({ kind: 'hosting', hosting, connected: connected.map(({ name }) => name), requests: requests.length })
    }
    server.onHosting(tellHosting)
    tell({ kind: 'ready', url: server.url, port: server.port })
    if (server.hosting().hosting) tellHosting()
  },
  (error: unknown) =>
    tell({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
      damage: error instanceof DamagedWorkspace ? offerRecovery(config.directory) : null,
    }),
)
