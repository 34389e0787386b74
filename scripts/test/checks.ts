// The checks that read the source without running it. Each counts as one test.
import { existsSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'
import { run } from '../bootstrap/run.mjs'
import { say } from '../bootstrap/say.mjs'
import { failed, passed, sum, type Outcome } from './outcome.ts'

const program = (name: string) => inRoot('node_modules', ...name.split('/'))
const nativeCompiler = program('@typescript/native/bin/tsc')
const layered = ['server', 'shared', 'electron', 'renderer', 'bench', 'tests', 'scripts'].filter((name) =>
  existsSync(inRoot(name)),
)

/** Name of the check, then the script that makes it and its arguments. */
const checks: [name: string, script: string, ...args: string[]][] = [
  ['lint', program('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
  ['format', program('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['types: host, shell, tests', nativeCompiler, '-p', 'tsconfig.node.json'],
  ['types: tests of windows', nativeCompiler, '-p', 'tsconfig.window.json'],
  ['types: scripts', nativeCompiler, '-p', 'tsconfig.scripts.json'],
  ['types: pages', program('vue-tsc/bin/vue-tsc.js'), '-p', 'tsconfig.renderer.json'],
  [
    'layers',
    program('dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    'scripts/checks/layers.cjs',
    ...layered,
  ],
  ['dead code', program('knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
]

/** The longest first, and the others beside it. */
const AT_ONCE = 2

export async function runChecks(): Promise<Outcome> {
  const waiting = [...checks]
  const outcomes: Outcome[] = []
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await runCheck(...check))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return sum(outcomes)
}

async function runCheck(name: string, script: string, ...args: string[]): Promise<Outcome> {
  const started = performance.now()
  const { code, output } = await run(process.execPath, [script, ...args], { quiet: true })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  say(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
  if (code === 0) return passed(1)
  process.stderr.write(`${output.trim()}\n`)
  return failed(name, output)
}
