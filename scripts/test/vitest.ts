// The tests without a window: tests/{shared,server,protocol,sync,security,faults,renderer}.
import { inRoot } from '../bootstrap/paths.mjs'
import { run } from '../bootstrap/run.mjs'
import { honest, none, type Outcome } from './outcome.ts'
import { readReport, reportFile } from './report-file.ts'
import { REPORT_VARIABLE } from './vitest-reporter.ts'

/** @param files all when empty */
export async function runVitest(files: readonly string[] = []): Promise<Outcome> {
  const report = reportFile('vitest', none())
  const reporters = ['--reporter=default', `--reporter=${inRoot('scripts/test/vitest-reporter.ts')}`]
  const args = [
    inRoot('node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'tests/vitest.config.ts',
    ...reporters,
    ...files,
  ]
  const { code } = await run(process.execPath, args, { env: { ...process.env, [REPORT_VARIABLE]: report } })
  return honest(readReport<Outcome>(report), 'Vitest', code)
}
