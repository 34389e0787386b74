// The audit trail as an inspector reads it: names instead of ids, every filter, pages, files with their manifest.
import { hash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conditionsOf } from '../../server/features/audit/conditions.ts'
import { FIRST_HASH, hashOf } from '../../server/store/changes.ts'
import {
  MANIFEST_HEADER,
  PROGRAM_ID,
  auditEntry,
  auditManifest,
  type AuditEntry,
} from '../../shared/actions/audit-entries.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner, type Person } from '../helpers/people.ts'
import { seedTrackers } from '../helpers/seed.ts'

let host: Host
let owner: Person
let editor: Person
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  editor = await newPerson(host, owner, 'edith', 'EDITOR')
  seedTrackers(host, ['T-14.1', 'T-14.2'])
  await owner.api('POST', '/studies/', { study_label: 'Other study' })
  await owner.api('PUT', '/reporting-effort-tracker/1', { production_programmer_id: editor.id, priority: 'high' })
  await editor.api('POST', '/tracker-comments/', { tracker_id: 1, comment_text: 'Where is "100%" from?' })
  await owner.api('PUT', '/studies/2', { study_label: 'Renamed' }, { 'x-change-reason': 'a%20new%20name' })
  await owner.api('DELETE', '/studies/2')
})
afterAll(() => host.close())

interface Page {
  entries: AuditEntry[]
  next: number | null
  head: { seq: number; hash: string }
}
const read = async (query: Record<string, string | number> = {}) => {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const { status, body } = await owner.api('GET', `/audit-trail/entries?${text.toString()}`)
  expect(status).toBe(200)
  return body as Page
}
const told = ({ entries }: Page) => entries.map(({ action, entity, subject }) => `${action} ${entity} ${subject}`)

describe('entries', () => {
  test('tell people and items by name, from what to what', async () => {
    const [entry] = (await read({ entity: 'reporting_effort_item_tracker', action: 'update' })).entries
    expect(auditEntry.parse(entry)).toEqual(entry)
    expect(entry).toMatchObject({
      subject: 'T-14.1',
      actor_name: 'owner',
      client_address: '127.0.0.1',
      fields: expect.arrayContaining([
        { field: 'production_programmer_id', before: null, after: editor.id, after_name: 'edith' },
        { field: 'priority', before: 'medium', after: 'high' },
      ]) as unknown,
    })
  })

  test('name what is gone as it was last called', async () => {
    expect(told(await read({ study_id: 2 }))).toEqual([
      'delete studies Renamed',
      'update studies Renamed',
      'create studies Other study',
    ])
  })

  test('are found by person, and the program is one', async () => {
    const byEditor = await read({ actor_id: editor.id })
    expect(told(byEditor)).toContain('create tracker_comments T-14.1')
    expect(byEditor.entries.every(({ actor_name }) => actor_name === 'edith')).toBe(true)
    const byProgram = await read({ actor_id: PROGRAM_ID })
    expect(byProgram.entries.length).toBeGreaterThan(5)
    expect(byProgram.entries.every(({ actor_id }) => actor_id === null)).toBe(true)
  })

  test('are found by study and by effort, with all that hangs on them', async () => {
    const ofEffort = told(await read({ effort_id: 1 }))
    expect(ofEffort).toContain('create reporting_efforts CSR')
    expect(ofEffort).toContain('create tracker_comments T-14.1')
    expect(ofEffort).toContain('create reporting_effort_item_tracker T-14.2')
    expect(ofEffort.some((line) => line.includes(' studies '))).toBe(false)
    expect(told(await read({ study_id: 1 }))).toEqual(
      expect.arrayContaining([...ofEffort, 'create studies STUDY-1', 'create database_releases LOCK']),
    )
    expect((await read({ effort_id: 99 })).entries).toEqual([])
  })

  test('are found by words: values, reasons, item codes, with signs that SQL and JSON use', async () => {
    expect(told(await read({ text: 'a new name' }))).toEqual(['update studies Renamed'])
    expect(told(await read({ text: '"100%"' }))).toEqual(['create tracker_comments T-14.1'])
    expect(told(await read({ text: 't-14.1' }))).toContain('update reporting_effort_item_tracker T-14.1')
    // What an update did not change is no match: the label stands in the row, the priority was changed.
    expect(told(await read({ text: 'high' }))).toEqual(['update reporting_effort_item_tracker T-14.1'])
    expect((await read({ text: '%' })).entries).toHaveLength(1)
    expect((await read({ text: '_________' })).entries).toEqual([])
    expect((await read({ text: "' OR 1=1 --" })).entries).toEqual([])
  })

  test('are found by time, the end exclusive', async () => {
    const { entries } = await read({ limit: 1 })
    const newest = entries[0]!.at
    expect((await read({ from: newest })).entries[0]!.at).toBe(newest)
    expect((await read({ to: newest })).entries.every(({ at }) => at < newest)).toBe(true)
    expect((await read({ from: '2999-01-01' })).entries).toEqual([])
  })

  test('come in pages without one missing or doubled, also while more are written', async () => {
    const all = (await read({ limit: 200 })).entries.map(({ seq }) => seq)
    const pages: number[] = []
    let before: number | null = null
    do {
      const page: Page = await read({ limit: 7, ...(before !== null && { before }) })
      pages.push(...page.entries.map(({ seq }) => seq))
      before = page.next
      await owner.api('PUT', '/studies/1', { phase: `${pages.length}` })
    } while (before !== null)
    expect(pages).toEqual(all)
    const newer = await read({ after: all[0]! })
    expect(newer.entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: newer.head.seq - all[0]! }, (_, index) => newer.head.seq - index),
    )
  })

  test('are for administrators', async () => {
    expect((await editor.api('GET', '/audit-trail/entries')).status).toBe(403)
    expect((await editor.api('POST', '/audit-trail/export', {})).status).toBe(403)
    expect((await owner.api('GET', '/audit-trail/entries?limit=201')).status).toBe(422)
  })
})

async function exported(body: object) {
  const response = await fetch(`${host.url}/api/v1/audit-trail/export`, {
    method: 'POST',
    headers: { ...owner.as, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  const bytes = Buffer.from(await response.arrayBuffer())
  const manifest = auditManifest.parse(JSON.parse(decodeURIComponent(response.headers.get(MANIFEST_HEADER) ?? '')))
  return { bytes, manifest, disposition: response.headers.get('content-disposition') }
}

describe('files', () => {
  test.each(['xlsx', 'csv', 'json'])(
    '%s comes with a manifest that fits it, and is itself recorded',
    async (format) => {
      const { head } = host.server.store.log
      const { bytes, manifest, disposition } = await exported({ format, entity: 'studies' })
      expect(disposition).toContain(manifest.file)
      expect(manifest).toMatchObject({
        bytes: bytes.length,
        sha256: hash('sha256', bytes, 'hex'),
        exported_by: 'owner',
        filter: { entity: 'studies' },
        head,
        epoch: host.server.store.log.epoch,
      })
      expect(manifest.newest!.seq).toBeGreaterThan(manifest.oldest!.seq)
      const [recorded] = (await read({ limit: 1 })).entries
      expect(recorded).toMatchObject({ event: 'exported', actor_name: 'owner' })
      expect(recorded!.fields[0]!.after).toContain(manifest.sha256)
    },
  )

  test('whoever has the JSON file alone computes the whole chain anew', async () => {
    const { bytes, manifest } = await exported({ format: 'json' })
    const { entries } = JSON.parse(bytes.toString()) as { entries: (Parameters<typeof hashOf>[0] & { hash: string })[] }
    let previous = FIRST_HASH
    for (const entry of entries) {
      expect(entry.previous_hash).toBe(previous)
      previous = hashOf(entry)
      expect(entry.hash).toBe(previous)
    }
    expect(previous).toBe(manifest.head.hash)
    expect(entries).toHaveLength(manifest.entries)
  })

  test('what leaves the workspace in other ways is recorded too', async () => {
    const { filename } = (await owner.api('POST', '/database-backup/create', {})).body as { filename: string }
    const before = host.server.store.log.head.seq
    await owner.api('POST', '/exports', { subject: 'tracker', owner_id: 1, format: 'csv' })
    await owner.api('GET', '/reporting-efforts/1/status-report')
    const handOff = (await owner.api('GET', '/reporting-efforts/1/hand-off')).body as { files: { name: string }[] }
    await owner.api('GET', `/reporting-efforts/1/hand-off/${handOff.files[0]!.name}`)
    await owner.api('GET', `/database-backup/download/${filename}`)
    const details = (await read({ after: before })).entries.map(({ event, fields }) => [event, fields[0]!.after])
    expect(details.reverse()).toEqual([
      ['exported', 'Tracker of 1 as csv, 2 rows'],
      ['exported', expect.stringMatching(/^Status STUDY-1 CSR .*\.pdf$/)],
      ['exported', `${handOff.files[0]!.name} of effort 1`],
      ['exported', `Backup ${filename}`],
    ])
  })
})

test('of many words the first few are looked for', () => {
  expect(conditionsOf({ text: 'a b c d e f g h' })).toHaveLength(5)
})
