// The disk fills up while clients write: they are told so, nothing acknowledged is lost, reading goes on, and once there is
// space again writing works without a restart.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/open.ts'
import { startProcess } from '../helpers/host-process.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { request, Writers } from './writers.ts'

/** A file system of a few megabytes, or why there is none. */
function smallDisk(): { folder: string } | { reason: string } {
  const folder = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    return { reason: `no small disk can be mounted here: ${error instanceof Error ? error.message : String(error)}` }
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return { folder }
}

test('a full disk', async ({ skip }) => {
  const disk = smallDisk()
  if ('reason' in disk) return skip(disk.reason)
  const ballast = path.join(disk.folder, 'ballast')
  writeFileSync(ballast, Buffer.alloc(2 * 1024 * 1024))
  const directory = path.join(disk.folder, 'workspace')
  mkdirSync(directory)
  const host = await startProcess(directory)
  const writers = new Writers(await Writers.prepare(host.url), 'x'.repeat(5000))

  await writers.run(host.url, 4, ({ status }) => status >= 300)
  expect([...writers.statuses.keys()].sort()).toEqual([200, 201, 507])
  const full = writers.acknowledged

  const refused = await request(host.url, 'POST', '/text-elements', { type: 'title', label: 'x'.repeat(19_000) })
  expect(refused).toMatchObject({
    status: 507,
    body: { code: 'storage_full', detail: expect.stringMatching(/disk.*full/) },
  })
  const read = await request(host.url, 'GET', '/text-elements?limit=5')
  expect(read).toMatchObject({ status: 200 })
  expect(await request(host.url, 'GET', '/reporting-efforts')).toMatchObject({ status: 200 })

  rmSync(ballast)
  const freed = performance.now()
  let recovered: number | undefined
  while (recovered === undefined) {
    const reply = await request(host.url, 'POST', '/text-elements', {
      type: 'footnote',
      label: `after ${performance.now()}`,
    })
    if (reply?.status === 201) recovered = performance.now() - freed
    else expect(performance.now() - freed, JSON.stringify(reply)).toBeLessThan(5000)
  }
  await writers.run(host.url, 4, () => writers.acknowledged > full + 20)
  console.log(`full disk: ${full} writes acknowledged before, 0 lost, writing again after ${Math.round(recovered)} ms`)
  await host.end('SIGKILL')

  const db = openDatabase({ directory, knownVersion: knownVersion() })
  onTestFinished(() => void db.close())
  writers.assertAllIn(db)
})
