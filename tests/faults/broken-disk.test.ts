// T-IO-1: the disk answers with an error when it should flush or write. What was acknowledged stays, nothing is acknowledged that
// may be lost, and the host goes on by itself once the disk does. The errors come from the kernel's side, by strace.
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../server/db/open.ts'
import { startProcess } from '../helpers/host-process.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { canInject, injectInto } from './disk-faults.ts'
import { request, Writers } from './writers.ts'

test.skipIf(!canInject).each(['fsync,fdatasync', 'pwrite64'])(
  'a disk that fails in %s: nothing is acknowledged meanwhile, nothing acknowledged is lost',
  { timeout: 60_000 },
  async (calls) => {
    const directory = temporaryFolder()
    const host = await startProcess(directory)
    const writers = new Writers(await Writers.prepare(host.url))
    let count = 0
    await writers.run(host.url, 2, () => (count += 1) > 20)
    const acknowledged = writers.acknowledged

    const log = path.join(directory, `${DATABASE_NAME}-wal`)
    const mend = await injectInto(host.child.pid!, log, `${calls}:error=EIO`)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const reply = await request(host.url, 'POST', '/studies', { study_label: `Never stored ${attempt}` })
      expect(reply).toMatchObject({
        status: 503,
        body: { detail: expect.stringMatching(/^The host cannot write to its disk\. Nothing was saved/) },
      })
    }
    expect((await request(host.url, 'GET', '/studies'))?.status, 'reading goes on').toBe(200)
    await mend()

    expect((await request(host.url, 'POST', '/studies', { study_label: 'The disk is back' }))?.status).toBe(201)
    await writers.run(host.url, 2, () => (count += 1) > 40)
    expect(writers.acknowledged).toBeGreaterThan(acknowledged)
    await host.end('SIGKILL')

    const db = openDatabase({ directory, knownVersion: knownVersion() })
    onTestFinished(() => void db.close())
    writers.assertAllIn(db)
    const labels = db.prepare('SELECT study_label FROM studies').pluck().all()
    expect(labels).toEqual(['S', 'The disk is back'])
  },
)
