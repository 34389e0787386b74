// Puts files that programs read at run time beside them, replacing what an earlier build left.
import { cpSync, rmSync } from 'node:fs'
import { inRoot } from '../bootstrap/paths.mjs'

export function copy(source: string, output: string): void {
  rmSync(inRoot(output), { recursive: true, force: true })
  cpSync(inRoot(source), inRoot(output), { recursive: true })
}
