// Addresses of the host that several measurements use.
import { requestOf } from './http-client.ts'

export const EFFORT = 1
export const listPath = `/api/v1/reporting-efforts/${EFFORT}/snapshot`
export const trackerPath = (id: number) => `/api/v1/reporting-effort-tracker/${id}`
/** Any small reply that needs no database. */
export const helloPath = '/api/v1/hello'

/** What Chromium offers to this machine and over TLS. */
export const OFFERED = { 'Accept-Encoding': 'gzip, deflate, br, zstd' }

export const listRequest = (port: number, headers: Record<string, string> = {}) =>
  requestOf('GET', listPath, { port, headers: { ...OFFERED, ...headers } })
