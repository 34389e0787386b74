// Folders that live only as long as a window looks at them: the demo study, and copies opened for reading. What a crash left
// behind is removed at the next start; there is no other program that could be using it, because only one runs per profile.
import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'

/** How often a folder whose files are still being let go of is tried, a tenth of a second apart (Windows). */
const TRIES = 5

/** A new empty folder, readable by this person only. */
export function makeFolder(root: string): string {
  mkdirSync(root, { recursive: true, mode: 0o700 })
  return mkdtempSync(path.join(root, 'workspace-'))
}

/** Never rejects: what stays is removed at the next start. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: TRIES }).catch((error: Error) =>
    console.error(`${folder} could not be removed: ${error.message}`),
  )
}

/**
 * Lists what an earlier run left behind.
 * @returns removes that, and nothing made since
 */
export function sweep(root: string): () => Promise<void> {
  const left = existsSync(root) ? readdirSync(root) : []
  return async () => {
    for (const name of left) await removeFolder(path.join(root, name))
  }
}
