// The one way to call the host's REST interface: adds the session, renews it once when it has run out, turns every
// failure into an ApiError, and reads where the feed stood when the answer was made.
import { z } from 'zod'
import { CHANGE_SEQ_HEADER, readSeqRange, type SeqRange } from '../../../shared/actions/undo.ts'
import { FEED_EPOCH_HEADER, FEED_SEQ_HEADER } from '../../../shared/events.ts'
import { ApiError, errorFromReply, parseJson } from './api-error.ts'

export interface Reply<T> {
  data: T
  /** Head of the feed when the answer was made; null for answers that are not lists. */
  position: FeedPosition | null
}
/** A write that changed something, as one step that can be taken back. */
export interface Written {
  method: string
  path: string
  seq: SeqRange
  /** What it did, in words; undefined when whoever wrote it did not say. */
  step: string | undefined
}
export interface FeedPosition {
  epoch: string
  seq: number
}

export interface ClientOptions {
  baseUrl: () => string
  /** The bearer token to send; null for none. */
  token: () => string | null
  /** Tries to obtain a new token after a 401; false when that is not possible. */
  renew: () => Promise<boolean>
  /** Told of every write that changed something, as soon as its reply is there. */
  onWritten?: (written: Written) => void
  /** Told how many requests that may write are on their way, whenever that changes. */
  onPending?: (count: number) => void
}

export interface RequestOptions {
  /** Sent as JSON; a file as it is. */
  body?: unknown
  /** Makes a retry after a lost reply safe: the host answers the second try with the reply to the first. */
  idempotencyKey?: string
  /** Version of the row that the writer saw, where the request has no body to carry it. */
  ifMatch?: number
  /** What this write does, in words that can follow “Undo:”, e.g. `status of T-14.1.1 to Completed`. */
  step?: string
  signal?: AbortSignal
}

interface Downloaded {
  name: string
  file: Blob
  headers: Headers
}

const WAIT_FOR_REPLY_MS = 30_000

export function createClient(options: ClientOptions) {
  let renewal: Promise<boolean> | null = null
  const pending = new Set<Promise<unknown>>()

  const renewOnce = () =>
    (renewal ??= options.renew().finally(() => {
      renewal = null
    }))

  async function send(
    method: string,
    path: string,
    { body, idempotencyKey, ifMatch, signal }: RequestOptions,
  ): Promise<Response> {
    const headers = new Headers()
    const token = options.token()
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    const isFile = body instanceof Blob
    if (body !== undefined) headers.set('content-type', isFile ? 'application/octet-stream' : 'application/json')
    if (idempotencyKey) headers.set('idempotency-key', idempotencyKey)
    if (ifMatch !== undefined) headers.set('if-match', String(ifMatch))
    const timeout = AbortSignal.timeout(WAIT_FOR_REPLY_MS)
    try {
      return await fetch(`${options.baseUrl()}/api/v1${path}`, {
        method,
        headers,
        body: body === undefined ? null : isFile ? body : JSON.stringify(body),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        credentials: 'omit',
      })
    } catch (cause) {
      throw lost(cause, signal)
    }
  }

  /** The line broke, before the reply or within it; who gave up by themselves hears of that instead. */
  const lost = (cause: unknown, signal?: AbortSignal): unknown =>
    signal?.aborted ? cause : new ApiError(0, 'unreachable', 'The host could not be reached.', {}, cause)

  /** What the reply holds. Throws ApiError when the line breaks before its end. */
  async function whole<T>(content: Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await content
    } catch (cause) {
      throw lost(cause, signal)
    }
  }

  /** The reply once it says that it worked. Throws ApiError. */
  async function answered(method: string, path: string, requestOptions: RequestOptions): Promise<Response> {
    let reply = await send(method, path, requestOptions)
    if (reply.status === 401 && (await renewOnce())) reply = await send(method, path, requestOptions)
    if (!reply.ok) throw await whole(errorFromReply(reply), requestOptions.signal)
    return reply
  }

  /** A file that the host writes, with the name it gives it. Throws ApiError. */
  async function download(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Downloaded> {
    const reply = await answered(method, path, { body })
    const name = /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1]
    return { name: name ?? 'export', file: await whole(reply.blob()), headers: reply.headers }
  }

  /** Throws ApiError. `schema` checks the shape of what came; what fails it is an error, never half-read data. */
  async function request<T>(
    method: string,
    path: string,
    schema: z.ZodType<T>,
    requestOptions: RequestOptions = {},
  ): Promise<Reply<T>> {
    const reply = await answered(method, path, requestOptions)
    const seq = readSeqRange(reply.headers.get(CHANGE_SEQ_HEADER))
    if (seq) options.onWritten?.({ method, path, seq, step: requestOptions.step })
    const text = reply.status === 204 ? 'null' : await whole(reply.text(), requestOptions.signal)
    const parsed = schema.safeParse(parseJson(text))
    if (!parsed.success) {
      const message = `The host answered ${method} ${path} in a form this version does not know: ${z.prettifyError(parsed.error)}`
      throw new ApiError(reply.status, 'unexpected', message)
    }
    return { data: parsed.data, position: positionOf(reply.headers) }
  }

  /** As `request`, for what may write: it is known to be on its way until its reply has been told of. */
  function write<T>(...args: Parameters<typeof request<T>>): Promise<Reply<T>> {
    const reply = request(...args)
    const over = () => {
      pending.delete(reply)
      options.onPending?.(pending.size)
    }
    pending.add(reply)
    options.onPending?.(pending.size)
    reply.then(over, over)
    return reply
  }

  /** Resolves once nothing that may write is on its way. */
  async function settled(): Promise<void> {
    while (pending.size > 0) {
      await Promise.allSettled(pending)
      // A write that waited for one of these begins in its reactions.
      await new Promise((resume) => setTimeout(resume))
    }
  }

  return {
    settled,
    get: <T>(path: string, schema: z.ZodType<T>, requestOptions?: RequestOptions) =>
      request('GET', path, schema, requestOptions),
    post: <T>(path: string, schema: z.ZodType<T>, body?: unknown, requestOptions?: RequestOptions) =>
      write('POST', path, schema, { ...requestOptions, body }),
    put: <T>(path: string, schema: z.ZodType<T>, requestOptions: RequestOptions) =>
      write('PUT', path, schema, requestOptions),
    delete: <T>(path: string, schema: z.ZodType<T>, requestOptions?: RequestOptions) =>
      write('DELETE', path, schema, requestOptions),
    download,
  }
}
export type Client = ReturnType<typeof createClient>

function positionOf(headers: Headers): FeedPosition | null {
  const epoch = headers.get(FEED_EPOCH_HEADER)
  const seq = headers.get(FEED_SEQ_HEADER)
  return epoch !== null && seq !== null ? { epoch, seq: Number(seq) } : null
}
