// The tests without a window: tests/{shared,server,protocol,sync,security,faults,renderer}.
import { readFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'
import { run } from '../bootstrap/run.mjs'
import { honest, none, type Outcome } from './outcome.ts'
import { reportFile } from './report-file.ts'

/** The part of Vitest's JSON report that is read here. */
interface Report {
  testResults: { assertionResults: { status: string; fullName: string; meta?: { reason?: string } }[] }[]
}

export async function runVitest(): Promise<Outcome> {
  const report = reportFile('vitest')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = [inRoot('node_modules/vitest/vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts', ...reporters]
  const { code } = await run(process.execPath, args)
  return honest(read(report), code)
}

function read(file: string): Outcome {
  const outcome = none()
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report
  for (const test of testResults.flatMap((result) => result.assertionResults)) {
    if (test.status === 'passed') outcome.passed += 1
    else if (test.status === 'failed') outcome.failed += 1
    else outcome.skips.push({ title: test.fullName, reason: test.meta?.reason ?? `marked as ${test.status}` })
  }
  return outcome
}
