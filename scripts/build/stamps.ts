// Says whether a built part is still fresh: a hash over the content of everything it is made from, kept beside the output.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot, root } from '../bootstrap/paths.mjs'

const fileOf = (part: string) => inRoot('out', '.stamps', part)

/** Hash over the names and contents of the given files and folders, relative to the project's root. */
export function hashOf(sources: string[]): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesUnder).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesUnder(source: string): string[] {
  if (!existsSync(inRoot(source))) return []
  if (statSync(inRoot(source)).isFile()) return [source]
  return globSync('**/*', { cwd: inRoot(source), withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}

/** True when `part` was built from exactly this and its outputs are still there. */
export function isFresh(part: string, hash: string, outputs: string[]): boolean {
  const stamp = fileOf(part)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && outputs.every((file) => existsSync(inRoot(file)))
}

export function keep(part: string, hash: string): void {
  mkdirSync(path.dirname(fileOf(part)), { recursive: true })
  writeFileSync(fileOf(part), hash)
}

/** A build that is interrupted must not look finished. */
export function forget(part: string): void {
  rmSync(fileOf(part), { force: true })
}
