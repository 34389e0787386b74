// Another machine: calls a host over TLS as a client that has pinned its key, and nothing else.
import https from 'node:https'
import tls from 'node:tls'
import { X509Certificate } from 'node:crypto'
import WebSocket from 'ws'
import { BEARER_PROTOCOL_PREFIX, FEED_PATH, FEED_PROTOCOL } from '../../shared/events.ts'
import type { ApiReply } from './host.ts'

export interface NetworkClient {
  /** @param from the address that the request comes from; any when absent */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>, from?: string): Promise<ApiReply>
  /** A socket of the feed, opened. */
  feed(token: string): Promise<WebSocket>
}

/** Trusts the certificate with that fingerprint and no other, so that nothing is sent to whoever shows another. */
async function pinned(address: string, port: number, fingerprint: string): Promise<tls.ConnectionOptions> {
  const certificate = await certificateAt(address, port)
  if (fingerprintOf(certificate) !== fingerprint) throw new Error('another key')
  return { ca: certificate.toString(), minVersion: 'TLSv1.3', checkServerIdentity: () => undefined }
}

/** A client for the host at that address and port. */
export function networkClient(address: string, port: number, fingerprint: string): NetworkClient {
  let trusted: Promise<tls.ConnectionOptions> | undefined
  const trust = () => (trusted ??= pinned(address, port, fingerprint))
  return {
    api: async (method, path, body, headers = {}, from) => {
      const options = await trust()
      return new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body)
        const request = https.request(
          {
            host: address,
            port,
            method,
            path: path.startsWith('=') ? path.slice(1) : `/api/v1${path}`,
            agent: false,
            ...(from !== undefined && { localAddress: from }),
            headers: {
              ...(text !== undefined && {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(text),
              }),
              ...headers,
            },
            ...options,
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
                body: isJson ? JSON.parse(whole) : whole,
                headers: found,
              })
            })
          },
        )
        request.on('error', reject)
        request.end(text)
      })
    },

    feed: async (token) => {
      const options = await trust()
      return new Promise((resolve, reject) => {
        const socket = new WebSocket(
          `wss://${address}:${port}${FEED_PATH}`,
          [FEED_PROTOCOL, BEARER_PROTOCOL_PREFIX + token],
          options,
        )
        socket.once('open', () => resolve(socket))
        socket.once('error', reject)
      })
    },
  }
}

/** The fingerprint that a host shows to whoever connects. */
export const fingerprintAt = async (address: string, port: number): Promise<string> =>
  fingerprintOf(await certificateAt(address, port))

const fingerprintOf = ({ fingerprint256 }: X509Certificate) => fingerprint256.replaceAll(':', '').toLowerCase()

function certificateAt(host: string, port: number): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host, port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate()
      socket.destroy()
      resolve(new X509Certificate(raw))
    })
    socket.once('error', reject)
  })
}
