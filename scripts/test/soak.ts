// `npm run soak`: every test that tests/helpers/soak.ts shortens, and nothing else, at its full length; then whether each guard is
// missed when it is taken away.
import { buildParts } from '../build/index.ts'
import { ensureElectron } from '../electron/index.ts'
import { runGuards } from '../guards/index.ts'
import { ensureSystemPackages } from '../system/debian.ts'
import { closingWords, exitCode, sum, type Outcome } from './outcome.ts'
import { runElectronTests } from './playwright.ts'
import { runVitest } from './vitest.ts'

const VITEST = [
  'tests/faults/backup-kill.test.ts',
  'tests/faults/kill.test.ts',
  'tests/faults/power-cut.test.ts',
  'tests/faults/step-kill.test.ts',
  'tests/faults/storm.test.ts',
  'tests/security/fuzz.test.ts',
  'tests/security/guessing.test.ts',
  'tests/security/hostile-backups.test.ts',
  'tests/security/sessions-live.test.ts',
  'tests/security/slow-clients.test.ts',
  'tests/sync/model.test.ts',
]
const ELECTRON = ['two-machines']

/** @returns exit code: 0 only when something ran, nothing failed and no guard goes unmissed */
export async function runSoak(): Promise<number> {
  process.env.PEARL_SOAK = '1'
  await ensureSystemPackages()
  await buildParts()
  const electron = await ensureElectron()
  const parts: [name: string, run: () => Promise<Outcome>][] = [
    ...VITEST.map((file): [string, () => Promise<Outcome>] => [file, () => runVitest([file])]),
    ...ELECTRON.map((name): [string, () => Promise<Outcome>] => [
      `tests/electron/${name}.spec.ts`,
      () => runElectronTests(electron, [name]),
    ]),
  ]
  const outcomes: Outcome[] = []
  const table: Record<string, { passed: number; failed: number; skipped: number; seconds: number }> = {}
  for (const [name, run] of parts) {
    console.log(`soak: ${outcomes.length + 1} of ${parts.length}, ${name}`)
    const begun = performance.now()
    const outcome = await run()
    outcomes.push(outcome)
    const { passed, failures, skips } = outcome
    table[name] = {
      passed,
      failed: failures.length,
      skipped: skips.length,
      seconds: Math.round((performance.now() - begun) / 1000),
    }
  }
  console.table(table)
  const total = sum(outcomes)
  // The guards are tried with the tests as `npm test` runs them.
  delete process.env.PEARL_SOAK
  const guarded = await runGuards([])
  console.log(closingWords(total))
  return exitCode(total) || guarded
}
