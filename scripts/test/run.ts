// `npm test`: prepares what the tests need, runs every runner even after one failed, and closes with one line over all.
import { Failure, say } from '../bootstrap/say.mjs'
import { buildParts } from '../build/index.ts'
import { ensureElectron } from '../electron/index.ts'
import { ensureSystemPackages } from '../system/debian.ts'
import { runChecks } from './checks.ts'
import { closingWords, exitCode, failed, none, skipped, sum, type Outcome } from './outcome.ts'
import { runBrowserTests, runElectronTests } from './playwright.ts'
import { runVitest } from './vitest.ts'

const groups = ['checks', 'unit', 'e2e', 'electron'] as const
type Group = (typeof groups)[number]

/** @returns exit code: 0 only when something ran and nothing failed */
export async function runTests(args: string[]): Promise<number> {
  const chosen = choose(args)
  const wants = (...names: Group[]) => names.some((name) => chosen.includes(name))
  if (wants('unit', 'e2e', 'electron')) await ensureSystemPackages()
  // Fetching and compiling the runtime takes as long as building and checking: side by side.
  const electron = wants('electron') ? prepareElectron() : undefined

  const outcomes: Outcome[] = [await build()]
  if (wants('checks')) outcomes.push(await runChecks())
  const runtime = await electron
  if (wants('unit')) outcomes.push(await runVitest())
  if (wants('e2e')) outcomes.push(await runBrowserTests())
  if (runtime)
    outcomes.push(
      runtime.executable ? await runElectronTests(runtime.executable) : skipped('tests/electron', runtime.reason),
    )

  const total = sum(outcomes)
  console.log(closingWords(total))
  return exitCode(total)
}

/** `--only GROUP`, repeatable, for developers. */
function choose(args: string[]): readonly Group[] {
  const named = args.filter((argument) => argument !== '--only')
  const unknown = named.find((name) => !groups.some((group) => group === name))
  if (unknown) throw new Failure(`There is no group of tests "${unknown}". Use: npm test -- --only ${groups.join('|')}`)
  return named.length > 0 ? groups.filter((group) => named.includes(group)) : groups
}

/** A build that fails is one failed test; what can be tested without it still is. */
async function build(): Promise<Outcome> {
  try {
    await buildParts()
    return none()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    say(`FAILED  build: ${reason}`)
    return failed('build', reason)
  }
}

async function prepareElectron(): Promise<{ executable?: string; reason: string }> {
  try {
    return { executable: await ensureElectron(), reason: '' }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
