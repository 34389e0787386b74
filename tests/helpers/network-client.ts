// Another machine: calls a host over TLS as a client that has pinned its key, and nothing else.
import https from 'node:https'
import tls from 'node:tls'
import { X509Certificate } from 'node:crypto'
import WebSocket from 'ws'
import { BEARER_PROTOCOL_PREFIX, FEED_PATH, FEED_PROTOCOL } from '../../shared/events.ts'
import type { ApiReply, ReplyBody } from './host.ts'

export interface NetworkClient {
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>
  /** A socket of the feed, opened. */
  feed(token: string): Promise<WebSocket>
}

const pinned = (fingerprint: string): tls.ConnectionOptions => ({
  rejectUnauthorized: false,
  minVersion: 'TLSv1.3',
  checkServerIdentity: (_name, certificate) =>
    certificate.fingerprint256.replaceAll(':', '').toLowerCase() === fingerprint ? undefined : new Error('another key'),
})

/** A client for the host at that address and port. */
export function networkClient(address: string, port: number, fingerprint: string): NetworkClient {
  return {
    api: (method, path, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body)
        const request = https.request(
          {
            host: address,
            port,
            method,
            path: path.startsWith('=') ? path.slice(1) : `/api/v1${path}`,
            agent: false,
            headers: {
              ...(text !== undefined && {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(text),
              }),
              ...headers,
            },
            ...pinned(fingerprint),
          },
          (response) => {
            const parts: Buffer[] = []
            response.on('data', (part: Buffer) => parts.push(part))
            response.on('end', () => {
              const whole = Buffer.concat(parts).toString()
              const isJson = response.headers['content-type']?.includes('json') === true && whole !== ''
              const found = new Headers()
              for (const [name, value] of Object.entries(response.headers)) {
                if (typeof value === 'string') found.set(name, value)
              }
              resolve({
                status: response.statusCode ?? 0,
                body: (isJson ? JSON.parse(whole) : whole) as ReplyBody,
                headers: found,
              })
            })
          },
        )
        request.on('error', reject)
        request.end(text)
      }),

    feed: (token) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(
          `wss://${address}:${port}${FEED_PATH}`,
          [FEED_PROTOCOL, BEARER_PROTOCOL_PREFIX + token],
          pinned(fingerprint) as WebSocket.ClientOptions,
        )
        socket.once('open', () => resolve(socket))
        socket.once('error', reject)
      }),
  }
}

/** The fingerprint that a host shows to whoever connects. */
export function fingerprintAt(address: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: address, port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate()
      socket.destroy()
      resolve(new X509Certificate(raw).fingerprint256.replaceAll(':', '').toLowerCase())
    })
    socket.once('error', reject)
  })
}
