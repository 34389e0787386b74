// A whole workspace goes out in the open format and comes back the same, table by table; what was altered on the way does not.
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import extract from 'extract-zip'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { DATABASE_NAME } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { ofTheHost } from '../../server/features/backups/prepare.ts'
import { tablesOf } from '../../server/features/backups/source.ts'
import { dump } from '../../server/features/open-format/dump.ts'
import { load } from '../../server/features/open-format/load.ts'
import { manifest } from '../../server/features/open-format/manifest.ts'
import { runCommand } from '../helpers/host-process.ts'
import { startHost } from '../helpers/host.ts'
import { signInOwner } from '../helpers/people.ts'
import { temporaryFolder } from '../helpers/test-store.ts'

const unwatched = { expectWanted() {}, progress() {} }
let original: string
let exported: string

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pearl-test-'))
  const host = await startHost({ demo: true, directory: path.join(folder, 'workspace') })
  const { body } = await host.api('POST', '/studies/', { study_label: 'Ünïcode 研究 "quoted"\n\u2028' })
  await host.api('DELETE', `/studies/${body.id}`)
  await host.server.close()
  original = path.join(host.directory, DATABASE_NAME)
  exported = path.join(folder, 'exported')
  const copy = path.join(folder, 'copy.db')
  copyFileSync(original, copy)
  await dump({ copy, target: exported }, unwatched)
  return () => rmSync(folder, { recursive: true, force: true })
})

/** Every row of every table, and the counters of ids. */
function everything(file: string): Record<string, unknown[]> {
  const db = openSqlite(file, { readonly: true })
  const tables = tablesOf(db).filter((table) => !ofTheHost.has(table))
  const rows = Object.fromEntries(
    tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}" ORDER BY rowid`).all()]),
  )
  const sequences = db.prepare('SELECT name, seq FROM sqlite_sequence ORDER BY name').all() as { name: string }[]
  db.close()
  return { ...rows, sequences: sequences.filter(({ name }) => tables.includes(name)) }
}

function alteredCopy(alter: (folder: string) => void): string {
  const folder = temporaryFolder()
  for (const name of readdirSync(exported)) copyFileSync(path.join(exported, name), path.join(folder, name))
  alter(folder)
  return folder
}

/** Writes the file anew, and what the manifest says of it. */
function rewrite(folder: string, table: string, change: (lines: string[]) => string[]): void {
  const file = path.join(folder, `${table}.jsonl`)
  const lines = change(readFileSync(file, 'utf8').split('\n').filter(Boolean))
  const text = lines.map((line) => `${line}\n`).join('')
  writeFileSync(file, text)
  const at = path.join(folder, 'manifest.json')
  const described = manifest.parse(JSON.parse(readFileSync(at, 'utf8')))
  const entry = described.files.find((each) => each.table === table)!
  Object.assign(entry, { rows: lines.length, sha256: createHash('sha256').update(text).digest('hex') })
  writeFileSync(at, JSON.stringify(described))
}

test('the round trip is exact, table by table, through a folder', async () => {
  const directory = temporaryFolder()
  await load({ source: exported, directory }, unwatched)
  const before = everything(original)
  expect(Object.keys(before).length).toBeGreaterThan(20)
  expect(before.changes!.length).toBeGreaterThan(1000)
  expect(everything(path.join(directory, DATABASE_NAME))).toEqual(before)
  expect(readdirSync(directory)).toEqual([DATABASE_NAME])

  const host = await startHost({ directory })
  expect((await host.api('GET', '/studies/')).body).toHaveLength(3)
  await host.close()
})

test('the manifest says what the files hold', () => {
  const described = manifest.parse(JSON.parse(readFileSync(path.join(exported, 'manifest.json'), 'utf8')))
  expect(
    described.files
      .map(({ name }) => name)
      .concat('manifest.json')
      .sort(),
  ).toEqual(readdirSync(exported).sort())
  for (const { name, rows, bytes, sha256 } of described.files) {
    const content = readFileSync(path.join(exported, name))
    const lines = content.toString().split('\n').filter(Boolean)
    expect([name, lines.length, content.length]).toEqual([name, rows, bytes])
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
  }
})

describe('is refused with a reason, and leaves nothing behind:', () => {
  test.each<[string, (folder: string) => void, RegExp]>([
    [
      'a file that was altered',
      (folder) => writeFileSync(path.join(folder, 'studies.jsonl'), ''),
      /studies\.jsonl is not what/,
    ],
    [
      'a row that is gone',
      (folder) => rewrite(folder, 'reporting_efforts', (lines) => lines.slice(0, -1)),
      /refer to rows that are gone/,
    ],
    [
      'a history that was cut',
      (folder) => rewrite(folder, 'changes', (lines) => lines.slice(0, -1)),
      /history is another one/,
    ],
    [
      'a history that was edited',
      (folder) => rewrite(folder, 'changes', ([first, ...rest]) => [first!.replace('"PEARL"', '"me"'), ...rest]),
      /history is not whole/,
    ],
    [
      'a line that is no JSON',
      (folder) => rewrite(folder, 'studies', (lines) => [...lines, '{']),
      /Line 4 of studies\.jsonl cannot be read/,
    ],
    [
      'a field too many',
      (folder) => rewrite(folder, 'studies', (lines) => lines.map((line) => line.replace('{', '{"more":1,'))),
      /exactly the fields/,
    ],
    [
      'a value that no role has',
      (folder) => rewrite(folder, 'users', (lines) => lines.map((line) => line.replace('"VIEWER"', '"KING"'))),
      /unknown role/,
    ],
    [
      'a text where a number belongs',
      (folder) =>
        rewrite(folder, 'studies', (lines) => lines.map((line) => line.replace(/"version":\d+/, '"version":"x"'))),
      /Line 1 of studies/,
    ],
    ['no manifest', (folder) => rmSync(path.join(folder, 'manifest.json')), /no manifest\.json/],
  ])('%s', async (_name, alter, sentence) => {
    const directory = temporaryFolder()
    await expect(load({ source: alteredCopy(alter), directory }, unwatched)).rejects.toThrow(sentence)
    expect(readdirSync(directory)).toEqual([])
  })
})

test('the command line writes a ZIP file that others read, and makes a workspace of it', async () => {
  const run = async (...args: string[]) => {
    const printed: string[] = []
    const child = runCommand(args, (line) => printed.push(line))
    const [code] = (await once(child, 'close')) as [number]
    return { code, said: printed.join('\n') }
  }
  const folder = temporaryFolder()
  const archive = path.join(folder, 'all.zip')
  const before = readFileSync(original)
  const out = await run('dump', path.dirname(original), archive)
  expect([out.code, out.said]).toEqual([0, expect.stringContaining('Wrote')])
  expect(readFileSync(original).equals(before)).toBe(true)
  expect(readdirSync(folder)).toEqual(['all.zip'])
  const unpacked = path.join(folder, 'unpacked')
  await extract(archive, { dir: unpacked })
  expect(readFileSync(path.join(unpacked, 'studies.jsonl'), 'utf8')).toBe(
    readFileSync(path.join(exported, 'studies.jsonl'), 'utf8'),
  )

  const directory = path.join(folder, 'workspace')
  const done = await run('load', archive, '--data', directory)
  expect([done.code, done.said]).toEqual([0, expect.stringContaining('Made a workspace')])
  expect(everything(path.join(directory, DATABASE_NAME))).toEqual(everything(original))
  expect((await run('load', archive, '--data', directory)).said).toContain('already')

  const cut = path.join(folder, 'cut.zip')
  writeFileSync(cut, readFileSync(archive).subarray(0, -100))
  const other = path.join(folder, 'other')
  expect(await run('load', cut, '--data', other)).toMatchObject({ code: 1, said: expect.stringContaining('cut off') })
  expect(existsSync(path.join(other, DATABASE_NAME))).toBe(false)
})

test('a running host hands it out to administrators, works on meanwhile, and records it', async () => {
  const host = await startHost({ open: false })
  onTestFinished(() => host.close())
  const owner = await signInOwner(host)
  await owner.api('POST', '/studies/', { study_label: 'One' })
  const reply = await fetch(`${host.url}/api/v1/database-backup/open-format`, { headers: owner.as })
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/zip'])
  expect(reply.headers.get('content-disposition')).toMatch(/PEARL_Workspace_\d{8}_\d{6}\.zip/)
  const folder = temporaryFolder()
  const archive = path.join(folder, 'all.zip')
  writeFileSync(archive, new Uint8Array(await reply.arrayBuffer()))
  const made = await load({ source: archive, directory: path.join(folder, 'workspace') }, unwatched)
  expect(made.files.find(({ table }) => table === 'studies')?.rows).toBe(1)
  expect(readdirSync(path.join(host.directory, 'backups'))).toEqual([])
  const { body } = await owner.api('GET', '/audit-trail?table_name=audit_events&limit=1')
  expect(JSON.parse(body[0].changes_json).created).toMatchObject({
    kind: 'exported',
    detail: expect.stringContaining('the whole workspace'),
  })
  expect((await fetch(`${host.url}/api/v1/database-backup/open-format`)).status).toBe(401)
})
