// How commands speak to a workspace: to a host that runs, by its address and a token, or to a folder, which is served to this
// process alone for as long as the command takes. Either way over the wire, so that rules, audit and feed are those of any
// client.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { job as jobShape } from '../../shared/actions/jobs.ts'
import { AppError } from '../../shared/errors.ts'
import { DATABASE_NAME } from '../db/open.ts'
import { startServer } from '../index.ts'
import { DEFAULT_FOLDER } from './default-folder.ts'

/** Flags that say which workspace is meant, in the form that `parseArgs` of node:util takes. */
export const hostOptions = { data: { type: 'string' }, url: { type: 'string' }, token: { type: 'string' } } as const
export const hostUsage = `    --data DIR   folder of the workspace, which no other program has open (default ~/.pearl)
    --url URL    a host that runs instead, with --token TOKEN or PEARL_TOKEN`

export interface HostClient {
  /** @param route below `/api/v1` @throws AppError with the sentence of the host */
  call(method: 'GET' | 'POST' | 'DELETE', route: string, body?: unknown): Promise<unknown>
  /** Sends a file as it is. */
  send(route: string, bytes: Uint8Array): Promise<unknown>
  download(method: 'GET' | 'POST', route: string, body?: unknown): Promise<Uint8Array>
  /** Starts long work and waits for its result; `onProgress` hears what is being done and how far it is, 0 to 1. */
  job(route: string, body: unknown, onProgress?: (step: string, progress: number | null) => void): Promise<unknown>
}

const field = z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })
const refusal = z.object({ detail: z.union([z.string(), z.array(field)]) })

/** How long to wait before asking again how far a job is, in milliseconds. */
const ASK_AGAIN = 100

/** @throws AppError when there is no workspace, or it is open elsewhere */
export async function withHost<T>(
  flags: { data?: string | undefined; url?: string | undefined; token?: string | undefined },
  work: (host: HostClient) => Promise<T>,
): Promise<T> {
  if (flags.url !== undefined) {
    if (flags.data !== undefined) throw new AppError('invalid', 'Give either --data or --url, not both.')
    return work(clientOf(flags.url, flags.token ?? process.env.PEARL_TOKEN))
  }
  const directory = path.resolve(flags.data ?? DEFAULT_FOLDER)
  if (!existsSync(path.join(directory, DATABASE_NAME))) {
    throw new AppError('not_found', `There is no workspace in ${directory}. Name its folder with --data.`)
  }
  const launchSecret = randomBytes(32).toString('base64url')
  const owner = { username: 'admin' }
  const server = await startServer({ directory, port: 0, open: false, launchSecret, owner, demo: false, log: 'file' })
  try {
    return await work(clientOf(server.url, launchSecret))
  } finally {
    await server.close()
  }
}

function clientOf(url: string, token: string | undefined): HostClient {
  const base = `${url.replace(/\/+$/, '')}/api/v1`

  async function request(method: string, route: string, body?: string | Uint8Array, type?: string): Promise<Response> {
    const headers = { ...(type && { 'content-type': type }), ...(token && { authorization: `Bearer ${token}` }) }
    const init = { method, headers, ...(body !== undefined && { body: body as NonNullable<RequestInit['body']> }) }
    const response = await fetch(`${base}${route}`, init).catch((error: unknown) => {
      throw new AppError('unavailable', `No host answers at ${url}. Is it running?`, { cause: String(error) })
    })
    if (response.ok) return response
    const { data } = refusal.safeParse(await response.json().catch(() => null))
    throw new AppError('invalid', data ? sentenceOf(data.detail) : `The host answered with ${response.status}.`)
  }
  const asJson = (method: string, route: string, body?: unknown) =>
    request(method, route, ...(body === undefined ? [] : ([JSON.stringify(body), 'application/json'] as const)))
  const call: HostClient['call'] = async (method, route, body) => {
    const response = await asJson(method, route, body)
    return response.status === 204 ? null : ((await response.json()) as unknown)
  }

  return {
    call,
    async send(route, bytes) {
      return (await request('POST', route, bytes, 'application/octet-stream')).json() as Promise<unknown>
    },
    async download(method, route, body) {
      return new Uint8Array(await (await asJson(method, route, body)).arrayBuffer())
    },
    async job(route, body, onProgress) {
      let state = jobShape.parse(await call('POST', route, body))
      while (state.status === 'running') {
        onProgress?.(state.step, state.progress)
        await setTimeout(ASK_AGAIN)
        state = jobShape.parse(await call('GET', `/jobs/${state.id}`))
      }
      if (state.status !== 'done') throw new AppError('invalid', state.error ?? 'It was cancelled.')
      return state.result
    },
  }
}

/** What a refusal says: a sentence, or the fields that do not fit. */
const sentenceOf = (detail: z.infer<typeof refusal>['detail']) =>
  typeof detail === 'string' ? detail : detail.map(({ loc, msg }) => `${loc.at(-1) ?? 'body'}: ${msg}.`).join(' ')
