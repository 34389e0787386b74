// Prints what the packaged program weighs and how long it takes to start, beside Electron's own hello world: the figures that
// a user of a slow laptop would ask about.
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { say } from '../bootstrap/say.mjs'
import { runBench } from '../bench/run.ts'
import type { Runtime } from './runtime.ts'

const MEGABYTE = 1_000_000

/** @param folder of the packaged program */
export async function compareWithHelloWorld(folder: string, { executable }: Runtime): Promise<void> {
  const ours = sizeOf(folder)
  const bare = sizeOf(path.dirname(executable))
  say(`size ${inMegabytes(ours)}; Electron alone is ${inMegabytes(bare)}`)
  await runBench(['G15', '--rounds', '3', '--json', ''], executable)
}

const inMegabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(0)} MB`

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
}
