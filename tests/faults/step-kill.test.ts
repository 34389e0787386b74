// T-KILL-2: killed in the middle of one large step, thousands of rows that come in or an older workspace that is brought to the
// newest schema. The whole step is there or none of it, and the next start goes on from there.
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion, migrateDatabase } from '../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { runCommand, startProcess } from '../helpers/host-process.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { rounds } from '../helpers/soak.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { request, Writers } from './writers.ts'

const KILLS = rounds(4, 50)
const ROWS = 1_000
const OLD_SCHEMA = 5
const timeout = KILLS * 5_000 + 60_000

/** Spread evenly over what the step takes and a little beyond, the same in every run. */
const pauseOf = (round: number, lasts: number) => (1.2 * lasts * round) / KILLS
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test(`killed ${KILLS} times while ${ROWS} rows come in: all of them or none`, { timeout }, async () => {
  const directory = temporaryFolder()
  let host = await startProcess(directory)
  const effort = await Writers.prepare(host.url)
  const bringIn = (round: number) => {
    const rows = Array.from({ length: ROWS }, (_, index) => ({
      item_subtype: 'Table',
      item_code: `t${round}.${index}`,
    }))
    return request(host.url, 'POST', `/reporting-effort-items/${effort}/bulk-tlf`, rows)
  }
  const begun = performance.now()
  expect((await bringIn(0))?.body).toMatchObject({ created_count: ROWS })
  const lasts = performance.now() - begun

  const counts = { none: 0, all: 0 }
  for (let round = 1; round <= KILLS; round += 1) {
    const importing = bringIn(round)
    await wait(pauseOf(round, lasts))
    await host.end('SIGKILL')
    const reply = await importing
    const db = openDatabase({ directory, knownVersion: knownVersion() })
    const found = db
      .prepare(`SELECT count(*) FROM reporting_effort_items WHERE item_code LIKE 't${round}.%'`)
      .pluck()
      .get()
    assertReplayEqualsTables(db)
    db.close()
    expect(reply ? [ROWS] : [0, ROWS]).toContain(found)
    counts[found === ROWS ? 'all' : 'none'] += 1
    host = await startProcess(directory)
  }
  await host.end('SIGTERM')
  console.log(`kill -9 during an import: ${KILLS} kills, ${counts.none} times none of it, ${counts.all} times all`)
})

test(`killed ${KILLS} times while it brings an older workspace to the newest schema`, { timeout }, async () => {
  const older = temporaryFolder()
  const db = openDatabase({ directory: older, knownVersion: knownVersion() })
  await migrateDatabase(db, { upTo: OLD_SCHEMA })
  const insert = db.prepare('INSERT INTO studies (study_label, version, created_at, updated_at) VALUES (?, 1, ?, ?)')
  for (let index = 0; index < ROWS; index += 1) insert.run(`Study ${index}`, '2026-01-01', '2026-01-01')
  db.close()
  const copy = () => {
    const directory = path.join(temporaryFolder(), 'workspace')
    cpSync(older, directory, { recursive: true })
    return directory
  }
  const { startedIn, end } = await startProcess(copy())
  await end('SIGKILL')

  const counts = { older: 0, newest: 0 }
  for (let round = 1; round <= KILLS; round += 1) {
    const directory = copy()
    const child = runCommand(['serve', '--open', '--port', '0', '--data', directory], () => undefined)
    const gone = once(child, 'exit')
    // The program itself has to be loaded before it migrates.
    await wait(startedIn / 2 + pauseOf(round, startedIn / 2))
    child.kill('SIGKILL')
    await gone
    const file = openSqlite(path.join(directory, DATABASE_NAME), { readonly: true })
    onTestFinished(() => void file.close())
    const schema = file.pragma('user_version', { simple: true })
    expect([OLD_SCHEMA, knownVersion()]).toContain(schema)
    counts[schema === OLD_SCHEMA ? 'older' : 'newest'] += 1
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
    file.close()
    const host = await startProcess(directory)
    expect((await request(host.url, 'GET', '/studies?limit=10000'))?.body).toHaveLength(ROWS)
    await host.end('SIGTERM')
  }
  console.log(
    `kill -9 during a migration: ${KILLS} kills, ${counts.older} times the older schema, ${counts.newest} times the newest`,
  )
})
