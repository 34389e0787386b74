// Where a runner leaves its machine-readable report. An empty one is laid first, so that a runner which dies reads as such.
import { mkdirSync, writeFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'

/** @returns path of a fresh report that holds no test */
export function reportFile(runner: string): string {
  const folder = inRoot('out', 'reports')
  mkdirSync(folder, { recursive: true })
  const file = inRoot('out', 'reports', `${runner}.json`)
  writeFileSync(file, JSON.stringify({ testResults: [], suites: [] }))
  return file
}
