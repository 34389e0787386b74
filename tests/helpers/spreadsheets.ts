// Spreadsheets sent to a host as a window sends them, and what it makes of them.
import { expect } from 'vitest'
import type { ImportLine, Preview, Uploaded } from '../../shared/actions/imports.ts'
import { guessColumns } from '../../shared/spreadsheets/guess.ts'
import { columnsOf, type ImportSubject } from '../../shared/spreadsheets/subjects.ts'
import type { Host } from './host.ts'
import { finished } from './jobs.ts'

export const textFile = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))

/** Uploads a file. @returns the reply */
export async function upload(host: Host, file: Uint8Array, name = 'list.xlsx') {
  const response = await fetch(`${host.url}/api/v1/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file as Uint8Array<ArrayBuffer>,
  })
  return { status: response.status, body: await response.json() }
}

/** How a person would take the file who accepts every guess. */
export function guessed(uploaded: Uploaded, subject: ImportSubject, owner_id: number | null = null) {
  const rows = uploaded.sheets[0]!.sample
  const { header_row, mapping } = guessColumns({ rows }, columnsOf[subject], uploaded.exported !== null)
  return { subject, owner_id, sheet: 0, header_row, mapping }
}

export interface Previewed extends Preview {
  id: string
  lines: ImportLine[]
}

/** Uploads a file and looks at its preview; `choice` is what the person changes of the guess. */
export async function previewOf(
  host: Host,
  file: Uint8Array,
  subject: ImportSubject,
  owner_id: number | null = null,
  choice: Record<string, unknown> = {},
): Promise<Previewed> {
  const { status, body } = await upload(host, file)
  expect(status, JSON.stringify(body)).toBe(201)
  return previewAgain(host, body as Uploaded, { ...guessed(body as Uploaded, subject, owner_id), ...choice })
}

export async function previewAgain(host: Host, { id }: Pick<Uploaded, 'id'>, choice: unknown): Promise<Previewed> {
  const started = await host.api('POST', `/imports/${id}/preview`, choice)
  expect(started.status, JSON.stringify(started.body)).toBe(202)
  const job = await finished(host, started.body)
  expect(job.status, job.error ?? '').toBe('done')
  const { body } = await host.api('GET', `/imports/${id}/lines?limit=1000`)
  return { id, ...(job.result as Preview), lines: body.lines }
}

export const commit = (host: Host, { id, digest }: Pick<Previewed, 'id' | 'digest'>) =>
  host.api('POST', `/imports/${id}/commit`, { digest })

/** A list as the host exports it. */
export async function exported(host: Host, wanted: Record<string, unknown>): Promise<Uint8Array> {
  const response = await fetch(`${host.url}/api/v1/exports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}
