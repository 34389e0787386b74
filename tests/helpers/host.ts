// A real host for a test: its own folder, a free port, REST and the feed through the network stack. Open and permissive
// unless the test asks for sign-in, as the black-box scripts of the wire contract expect.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { ServerConfig } from '../../server/config.ts'
import { startServer, type Server } from '../../server/index.ts'
import { openFeed, type FeedClient, type FeedOptions } from './feed-client.ts'

/** A reply's body as a test may look into it, whatever its shape. */
export type ReplyBody = ReturnType<typeof JSON.parse>

export interface ApiReply {
  status: number
  /** Whatever came; a test says what it expects of it. */
  body: ReplyBody
  headers: Headers
}

export interface Host {
  readonly url: string
  readonly directory: string
  readonly server: Server
  /** Calls `/api/v1<path>`, or the path after `=` as it stands, e.g. `=/health`. A text body is sent as it is. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>
  /** Opens the feed and waits for its first frame. */
  feed(options?: FeedOptions): Promise<FeedClient>
  /** Stops and starts again over the same folder and port. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Starts a host over a new temporary folder, or over `overrides.directory`, which is then left behind. */
export async function startHost(overrides: Partial<ServerConfig> = {}): Promise<Host> {
  const directory = overrides.directory ?? (await mkdtemp(path.join(os.tmpdir(), 'pearl-test-')))
  const config: ServerConfig = {
    port: 0,
    open: true,
    policy: 'permissive',
    owner: { username: 'owner', password: 'correct horse battery' },
    demo: false,
    log: 'silent',
    ...overrides,
    directory,
  }
  let server = await startServer(config)
  const { port, url } = server

  return {
    url,
    directory,
    get server() {
      return server
    },
    async api(method, path, body, headers = {}) {
      const target = path.startsWith('=') ? path.slice(1) : `/api/v1${path}`
      const response = await fetch(new URL(target, url), {
        method,
        // No connection is kept: one that the host closed when it restarted could be chosen before its end is noticed.
        headers: { connection: 'close', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
        headers: response.headers,
      }
    },
    async feed(options) {
      const client = await openFeed(url, options)
      await client.next('studies_update')
      return client
    },
    async restart() {
      await server.close()
      server = await startServer({ ...config, port })
    },
    async close() {
      await server.close()
      if (overrides.directory === undefined) await rm(directory, { recursive: true, force: true })
    },
  }
}
