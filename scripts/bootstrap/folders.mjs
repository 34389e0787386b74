// Folders that are either whole or absent: they are made under a temporary name beside their place and renamed at the end.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/**
 * Fills a temporary folder and moves it to `target`, replacing what was there. On a fault nothing of it stays.
 * @param {string} target
 * @param {(temporary: string) => Promise<string | void>} fill returns the folder to move where it is not the temporary one
 */
export async function makeFolder(target, fill) {
  mkdirSync(path.dirname(target), { recursive: true })
  const temporary = mkdtempSync(`${target}.new-`)
  try {
    const made = (await fill(temporary)) ?? temporary
    const old = `${temporary}.old`
    if (existsSync(target)) renameSync(target, old)
    renameSync(made, target)
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}
