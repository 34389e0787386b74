// Where a runner leaves its machine-readable report.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'

/**
 * @param empty content to start with, so that a runner which dies reads as one that ran nothing
 * @returns path of the report
 */
export function reportFile(runner: string, empty: unknown): string {
  const folder = inRoot('out', 'reports')
  mkdirSync(folder, { recursive: true })
  const file = inRoot('out', 'reports', `${runner}.json`)
  writeFileSync(file, JSON.stringify(empty))
  return file
}

export const readReport = <Report>(file: string): Report => JSON.parse(readFileSync(file, 'utf8')) as Report
