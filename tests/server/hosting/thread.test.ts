// The server's thread tells the shell whether it hosts, who is here and how many wait, whenever that changes.
import { once } from 'node:events'
import { isDeepStrictEqual } from 'node:util'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { decode } from '../../../shared/domain/join-code.ts'
import type { HostingState } from '../../../shared/actions/hosting.ts'
import type { ServerConfig } from '../../../server/config.ts'
import type { ThreadMessage } from '../../../server/thread.ts'
import { networkClient } from '../../helpers/network-client.ts'
import { temporaryFolder } from '../../helpers/test-store.ts'

const ADDRESS = '127.0.0.2'
const SECRET = 'launch-secret-of-a-thread-0123456789abcdefgh'
const password = 'correct horse battery'

test('hosting, connected, waiting, and the end of it', async () => {
  const config: ServerConfig = {
    directory: temporaryFolder(),
    port: 0,
    open: false,
    launchSecret: SECRET,
    owner: { username: 'owner', password },
    demo: false,
    log: 'silent',
  }
  const thread = new Worker(new URL('../../../server/thread.ts', import.meta.url), { workerData: config })
  onTestFinished(async () => void (await thread.terminate()))
  const messages: ThreadMessage[] = []
  const watchers = new Set<() => void>()
  thread.on('message', (message: ThreadMessage) => {
    messages.push(message)
    watchers.forEach((look) => look())
  })
  const told = (expected: Partial<ThreadMessage>) =>
    new Promise<void>((resolve) => {
      const look = () => {
        const last = messages.at(-1)
        if (!last || !isDeepStrictEqual({ ...last, ...expected }, last)) return
        watchers.delete(look)
        resolve()
      }
      watchers.add(look)
      look()
    })

  await told({ kind: 'ready' })
  const [ready] = messages
  if (ready?.kind !== 'ready') throw new Error('The thread did not become ready')
  const call = async (path: string, body: unknown = {}) =>
    (
      await fetch(`${ready.url}/api/v1${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json() as Promise<HostingState>

  const { port, fingerprint, join_code } = await call('/hosting/start', { port: 0, addresses: [ADDRESS] })
  await told({ kind: 'hosting', hosting: true, connected: [], requests: 0 })

  const client = networkClient(ADDRESS, port, fingerprint!)
  const { invitation } = decode(join_code!.text)
  const asked = { invitation, username: 'nadia', display_name: 'Nadia', password }
  expect((await client.api('POST', '/auth/access-requests', asked)).status).toBe(201)
  await told({ hosting: true, connected: [], requests: 1 })
  await call('/hosting/access-requests/1/approve')
  await told({ hosting: true, connected: [], requests: 0 })

  const { body } = await client.api('POST', '/auth/login', { username: 'nadia', password })
  const socket = await client.feed(body.access_token as string)
  await told({ hosting: true, connected: ['Nadia'], requests: 0 })
  const closed = once(socket, 'close')
  await call('/hosting/stop')
  await closed
  await told({ hosting: false, connected: [], requests: 0 })
  thread.postMessage('close')
  await told({ kind: 'closed' })
})
