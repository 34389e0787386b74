// The host is killed without warning while many clients write: what was acknowledged is there afterwards, nothing is done
// by half, the log has no gap, and the next start needs no help.
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../server/db/open.ts'
import { startProcess, runCommand } from '../helpers/host-process.ts'
import { rounds } from '../helpers/soak.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { Writers } from './writers.ts'

const KILLS = rounds(50, 1_000)
const CLIENTS = 8

/** The same pauses in every run: between 20 and 400 ms, spread evenly. */
const pauseOf = (round: number) => 20 + ((round * 137) % 381)

function open(directory: string) {
  const db = openDatabase({ directory, knownVersion: knownVersion() })
  onTestFinished(() => void db.close())
  return db
}

test(
  `killed ${KILLS} times while ${CLIENTS} clients write, the host loses nothing it acknowledged`,
  { timeout: KILLS * 3_000 + 60_000 },
  async () => {
    const directory = temporaryFolder()
    let host = await startProcess(directory)
    const writers = new Writers(await Writers.prepare(host.url))
    const starts: number[] = []
    const begun = performance.now()
    for (let round = 0; round < KILLS; round += 1) {
      const writing = writers.run(host.url, CLIENTS)
      await new Promise((resolve) => setTimeout(resolve, pauseOf(round)))
      await host.end('SIGKILL')
      await writing
      host = await startProcess(directory)
      starts.push(host.startedIn)
    }
    await host.end('SIGKILL')

    const db = open(directory)
    writers.assertAllIn(db)
    const slowest = Math.max(...starts)
    const changes = db.prepare('SELECT count(*) FROM changes').pluck().get() as number
    console.log(
      `kill -9: ${KILLS} kills, ${writers.acknowledged} writes acknowledged, 0 lost, ${writers.unanswered} unanswered, ` +
        `${changes} entries in an unbroken chain, slowest restart ${Math.round(slowest)} ms, ` +
        `${Math.round((performance.now() - begun) / 1000)} s in all`,
    )
    expect([...writers.statuses.keys()].filter((status) => status >= 300)).toEqual([])
    expect(writers.acknowledged).toBeGreaterThan(KILLS)
    expect(writers.unanswered).toBeGreaterThan(0)
  },
)

test('killed again and again while it starts for the first time, the host starts at last', async () => {
  const directory = temporaryFolder()
  const { startedIn, end } = await startProcess(temporaryFolder())
  await end('SIGKILL')
  for (let round = 1; round <= 10; round += 1) {
    const printed: string[] = []
    const child = runCommand(['serve', '--open', '--port', '0', '--data', directory], (line) => printed.push(line))
    const gone = once(child, 'exit')
    setTimeout(() => child.kill('SIGKILL'), (startedIn * round) / 10)
    expect(await gone, `start ${round} ended by itself: ${printed.join(' | ')}`).toEqual([null, 'SIGKILL'])
  }
  const host = await startProcess(directory)
  await host.end('SIGTERM')
  expect(readdirSync(directory)).toContain(DATABASE_NAME)
  new Writers(0).assertAllIn(open(directory))
})
