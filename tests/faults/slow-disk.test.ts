// T-IO-2: a disk that takes its time. A write is acknowledged, and told to others, once it is flushed and not before; whoever only
// reads is answered; and what was acknowledged is there after the host is killed on the spot.
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../server/db/open.ts'
import { openFeed } from '../helpers/feed-client.ts'
import { startProcess } from '../helpers/host-process.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { canInject, injectInto } from './disk-faults.ts'
import { request } from './writers.ts'

const FLUSH_MS = 300

test.skipIf(!canInject)('a slow disk: what is acknowledged or told is on it', { timeout: 60_000 }, async () => {
  const directory = temporaryFolder()
  const host = await startProcess(directory)
  const feed = await openFeed(host.url)
  onTestFinished(() => feed.close().then(() => undefined))
  await feed.next('studies_update')
  const log = path.join(directory, `${DATABASE_NAME}-wal`)
  await injectInto(host.child.pid!, log, `fsync,fdatasync:delay_enter=${FLUSH_MS * 1_000}`)

  const labels = ['First', 'Second', 'Third']
  for (const label of labels) {
    const begun = performance.now()
    const since = () => performance.now() - begun
    const told = feed.next('study_created').then(since)
    const reply = await request(host.url, 'POST', '/studies', { study_label: label })
    expect(reply?.status).toBe(201)
    expect(since(), 'acknowledged').toBeGreaterThanOrEqual(FLUSH_MS)
    expect(await told, 'told to others').toBeGreaterThanOrEqual(FLUSH_MS)
    expect((await request(host.url, 'GET', '/studies'))?.body).toHaveLength(labels.indexOf(label) + 1)
  }
  await host.end('SIGKILL')

  const db = openDatabase({ directory, knownVersion: knownVersion() })
  onTestFinished(() => void db.close())
  expect(db.prepare('SELECT study_label FROM studies').pluck().all()).toEqual(labels)
})
