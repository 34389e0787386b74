// Refuses to run with a native addon that is not the one that was packed. The archive with our JavaScript is checked by
// Electron itself where the system lets it (macOS, Windows); the addon lies outside of it, and its sum lies inside.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '../shared/errors.ts'

/** Written by scripts/packaging/pack.ts: SHA-256 in hexadecimal by path from the folder of resources. */
const SUMS = path.join(import.meta.dirname, 'unpacked.json')
const sums = z.record(z.string(), z.hash('sha256'))

/**
 * Call it in a packaged program before anything loads an addon. A few milliseconds.
 * @throws AppError `unavailable` that names the file which is missing or changed
 */
export function checkUnpackedFiles(resources = process.resourcesPath, sumsFile = SUMS): void {
  for (const [name, expected] of Object.entries(sums.parse(JSON.parse(readFileSync(sumsFile, 'utf8'))))) {
    const file = path.resolve(resources, name)
    if (!existsSync(file)) throw refusal(`${file} is missing`)
    const found = createHash('sha256').update(readFileSync(file)).digest('hex')
    if (found !== expected) throw refusal(`${file} is not the file that was installed`)
  }
}

const refusal = (fault: string) =>
  new AppError('unavailable', `${fault}. PEARL does not run with it: install PEARL again from a source that you trust.`)
