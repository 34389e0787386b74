// Vitest's own JSON report leaves out why a test was skipped; this one keeps it. Loaded by Vitest, read by vitest.ts.
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { inShort, none } from './outcome.ts'

/** Environment variable with the file to write the outcome to. */
export const REPORT_VARIABLE = 'PEARL_VITEST_REPORT'

export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const outcome = none()
    for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
      const result = test.result()
      if (result.state === 'passed') outcome.passed += 1
      else if (result.state === 'skipped') {
        outcome.skips.push({ title: test.fullName, reason: result.note ?? `marked as ${test.options.mode}` })
      } else {
        const reason = result.errors?.map((error) => error.stack ?? error.message).join('\n') ?? result.state
        outcome.failures.push({ title: `${test.module.relativeModuleId} > ${test.fullName}`, reason: inShort(reason) })
      }
    }
    const file = process.env[REPORT_VARIABLE]
    if (file) writeFileSync(file, JSON.stringify(outcome))
  }
}
