// The tests that look at a window, by Playwright: in Chromium, and in the desktop program.
import path from 'node:path'
import { inRoot } from '../bootstrap/paths.mjs'
import { run } from '../bootstrap/run.mjs'
import { isOnPath } from '../system/programs.ts'
import { screen } from '../system/screen.ts'
import { honest, none, skipped, type Outcome } from './outcome.ts'
import { readReport, reportFile } from './report-file.ts'

/** The part of Playwright's JSON report that is read here. */
interface Suite {
  title: string
  suites?: Suite[]
  specs?: { title: string; file: string; tests: TestReport[] }[]
}

interface TestReport {
  status: string
  annotations: { type: string; description?: string }[]
  results: { error?: { message?: string } }[]
}

export function runBrowserTests(): Promise<Outcome> {
  const reason = 'no Chromium on this machine; on Debian: apt-get install chromium'
  return isOnPath('chromium', 'google-chrome', 'chromium-browser')
    ? runProject('browser', process.env)
    : Promise.resolve(skipped('tests/e2e', reason))
}

/**
 * @param electron executable to drive
 * @param files parts of the names of test files; all when empty
 */
export function runElectronTests(electron: string, files: readonly string[] = []): Promise<Outcome> {
  const environment = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: path.dirname(electron), PEARL_ELECTRON: electron }
  const wrapper = screen()
  if (!wrapper) {
    return Promise.resolve(
      skipped('tests/electron', 'no display and no xvfb-run; on Debian: apt-get install xvfb xauth'),
    )
  }
  return runProject('electron', environment, { wrapper, files })
}

async function runProject(
  project: string,
  environment: NodeJS.ProcessEnv,
  { wrapper = [], files = [] }: { wrapper?: readonly string[]; files?: readonly string[] } = {},
): Promise<Outcome> {
  const report = reportFile(`playwright-${project}`, { suites: [] })
  const cli = inRoot('node_modules/@playwright/test/cli.js')
  // Windows of the desktop program want the focus one at a time; pages of a browser do not.
  const workers = project === 'browser' ? '2' : '1'
  const options = ['--project', project, '--workers', workers, '--reporter', 'list,json']
  const args = [cli, 'test', '--config', 'tests/playwright.config.ts', ...options, ...files]
  const [file = process.execPath, ...rest] = [...wrapper, process.execPath, ...args]
  const { code } = await run(file, rest, { env: { ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: report } })
  const { suites } = readReport<{ suites: Suite[] }>(report)
  return honest(read(suites), `Playwright, ${project}`, code)
}

function read(suites: Suite[]): Outcome {
  const outcome = none()
  const pending = [...suites]
  for (let suite = pending.pop(); suite; suite = pending.pop()) {
    pending.push(...(suite.suites ?? []))
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected') outcome.passed += 1
        else if (test.status === 'skipped')
          outcome.skips.push({ title: spec.title, reason: reasonOf(test.annotations) })
        // A test that passed only when repeated is counted as failed: it would pass or fail by chance.
        else outcome.failures.push({ title: `${spec.file} > ${spec.title}`, reason: errorOf(test) })
      }
    }
  }
  return outcome
}

const errorOf = ({ status, results }: TestReport) =>
  results.map(({ error }) => error?.message).find((message) => message !== undefined) ?? status

const reasonOf = (annotations: { type: string; description?: string }[]) =>
  annotations.find((annotation) => annotation.description)?.description ?? 'no reason given'
