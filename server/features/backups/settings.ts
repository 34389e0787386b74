// What the host remembers of its backups beside them: the settings, which belong to this machine and not to the workspace
// (a folder, a key), and how the last copy, rehearsal and restore went. Two small files, each replaced as a whole.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { sealingKey } from './sealing.ts'

const settings = z.object({
  automatic: z.boolean().default(true),
  hour: z.int().min(0).max(23).default(12),
  second_folder: z.string().nullable().default(null),
  /** Never in a backup, a reply or the log. */
  key: sealingKey.nullable().default(null),
})

const outcome = z
  .object({ at: z.iso.datetime(), ok: z.boolean(), detail: z.string(), filename: z.string().nullable() })
  .nullable()
  .default(null)
const state = z.object({ last_backup: outcome, second_folder: outcome, rehearsal: outcome, last_restore: outcome })
export type BackupState = z.infer<typeof state>

export interface Remembered<T> {
  read(): T
  /** Changes the named parts. */
  change(patch: Partial<T>): void
}

function remember<T extends object>(file: string, form: z.ZodType<T>): Remembered<T> {
  let current: T | undefined
  function read(): T {
    if (current) return current
    try {
      current = form.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})
    } catch {
      // A damaged file of settings must not keep the workspace from opening: the usual ones hold again.
      current = form.parse({})
    }
    return current
  }
  return {
    read,
    change(patch) {
      current = { ...read(), ...patch }
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.new`, JSON.stringify(current), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}

export const rememberSettings = (folder: string) => remember(path.join(folder, 'settings.json'), settings)
export const rememberState = (folder: string) => remember(path.join(folder, 'state.json'), state)
