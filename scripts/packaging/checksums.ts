// SHA256SUMS, in the notation of sha256sum, over what a person takes to another machine.
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

const NAME = 'SHA256SUMS'

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Writes the sums of every file under `folder` into its SHA256SUMS. Links are named by what they lead to. */
export async function writeChecksums(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => file !== NAME)
    .sort()
  const lines: string[] = []
  for (const file of files) lines.push(`${await sha256(path.join(folder, file))}  ${file}`)
  writeFileSync(path.join(folder, NAME), `${lines.join('\n')}\n`)
}
