// `npm run bench [-- G1 G7 ...] [--rounds N] [--json FILE]`: measures the goals named, or all, prints the table and keeps
// the figures, unless FILE is empty. Loopback only; everything it starts and every file it makes is gone afterwards. What is
// measured and why: docs/performance.md.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { hasWindows } from './desktop/electron.ts'
import type { Bench, Goal } from './goal.ts'
import { goals } from './goals/index.ts'
import { stopAll } from './process/child.ts'
import { entryOf, keepResults, tableOf } from './report.ts'
import { makeSeededWorkspace } from './seed.ts'

const latest = fileURLToPath(new URL('./results/latest.json', import.meta.url))
const STANDARD_ROUNDS = 7

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: String(STANDARD_ROUNDS) },
    json: { type: 'string', default: latest },
  },
  allowPositionals: true,
})

function chosenGoals(): readonly Goal[] {
  const unknown = positionals.find((id) => !goals.some((goal) => goal.id === id))
  if (unknown !== undefined) {
    throw new Error(`There is no goal ${unknown}. Goals: ${goals.map(({ id }) => id).join(', ')}`)
  }
  if (positionals.length > 0) return goals.filter(({ id }) => positionals.includes(id))
  return goals.filter(({ needsWindow }) => !needsWindow || hasWindows())
}

function roundsWanted(): number {
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1 on')
  return rounds
}

/** Folders below `root`, which the caller removes. */
function benchIn(root: string, rounds: number): Bench {
  let count = 0
  let seeded: Promise<string> | undefined
  const folder = async () => {
    const name = path.join(root, String((count += 1)))
    await mkdir(name)
    return name
  }
  return {
    rounds,
    folder,
    async workspace() {
      seeded ??= folder().then(async (directory) => {
        await makeSeededWorkspace(directory)
        return directory
      })
      const copy = await folder()
      await cp(await seeded, copy, { recursive: true })
      return copy
    },
  }
}

async function measure(goal: Goal, bench: Bench): Promise<boolean> {
  const entries = (await goal.measure(bench)).map(entryOf)
  console.log(tableOf(entries))
  if (values.json !== '') keepResults(values.json, entries)
  return entries.every(({ verdict }) => verdict.met)
}

const chosen = chosenGoals()
const rounds = roundsWanted()
const root = await mkdtemp(path.join(os.tmpdir(), 'pearl-bench-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () =>
      void stopAll()
        .then(() => rm(root, { recursive: true, force: true }))
        .then(() => process.exit(1)),
  )
}
try {
  const bench = benchIn(root, rounds)
  let missed = 0
  for (const goal of chosen) if (!(await measure(goal, bench))) missed += 1
  console.log(missed === 0 ? 'Every goal measured is met.' : `${missed} of ${chosen.length} goals measured are missed.`)
} finally {
  await stopAll()
  await rm(root, { recursive: true, force: true })
}
