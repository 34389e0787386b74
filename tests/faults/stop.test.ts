// Told to end while everybody works, the host ends quickly, loses nothing and leaves one file behind.
import { readdirSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../server/db/open.ts'
import { openFeed } from '../helpers/feed-client.ts'
import { startProcess } from '../helpers/host-process.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { Writers } from './writers.ts'

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s under load ends the host within 2 s', async (signal) => {
  const directory = temporaryFolder()
  const host = await startProcess(directory)
  const writers = new Writers(await Writers.prepare(host.url))
  const listener = await openFeed(host.url)
  // One that no longer reads must not hold the host up either.
  const stalled = await openFeed(host.url)
  stalled.socket.pause()
  onTestFinished(() => stalled.socket.terminate())

  let enough: () => void
  const busy = new Promise<void>((resolve) => (enough = resolve))
  const writing = writers.run(host.url, 8, () => {
    if (writers.acknowledged > 50) enough()
    return false
  })
  await busy
  const begun = performance.now()
  expect(await host.end(signal)).toEqual([0, null])
  const took = performance.now() - begun
  await writing
  console.log(`${signal}: ended in ${Math.round(took)} ms with ${writers.acknowledged} writes acknowledged`)
  expect(took).toBeLessThan(2000)
  expect(await listener.closed()).toBe(1001)
  expect(readdirSync(directory).filter((name) => name.startsWith(DATABASE_NAME))).toEqual([DATABASE_NAME])

  const db = openDatabase({ directory, knownVersion: knownVersion() })
  onTestFinished(() => void db.close())
  writers.assertAllIn(db)
})
