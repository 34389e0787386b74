// T-IO-1: the disk answers with an error when it should flush or write. What was acknowledged stays, nothing is acknowledged that
// may be lost, and the host goes on by itself once the disk does. The errors come from the kernel's side, by strace.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../server/db/open.ts'
import { startProcess } from '../helpers/host-process.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { request, Writers } from './writers.ts'

const STRACE = '/usr/bin/strace'

/** Makes those calls of a running program on that file fail, until it is ended. */
async function breakCalls(pid: number, file: string, calls: string): Promise<() => Promise<void>> {
  const tracer = spawn(STRACE, ['-f', '-p', String(pid), '-P', file, '-e', `inject=${calls}:error=EIO`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void tracer.kill('SIGKILL'))
  for await (const line of createInterface({ input: tracer.stderr })) if (/attached/.test(line)) break
  tracer.stderr.resume()
  return async () => {
    const gone = once(tracer, 'exit')
    tracer.kill('SIGINT')
    await gone
  }
}

test.skipIf(!existsSync(STRACE)).each(['fsync,fdatasync', 'pwrite64'])(
  'a disk that fails in %s: nothing is acknowledged meanwhile, nothing acknowledged is lost',
  { timeout: 60_000 },
  async (calls) => {
    const directory = temporaryFolder()
    const host = await startProcess(directory)
    const writers = new Writers(await Writers.prepare(host.url))
    let count = 0
    await writers.run(host.url, 2, () => (count += 1) > 20)
    const acknowledged = writers.acknowledged

    const mend = await breakCalls(host.child.pid!, path.join(directory, `${DATABASE_NAME}-wal`), calls)
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
