// The one form that names of backups have, so that a name from outside can be matched and never be more than a name.

/** How the file of a backup ends: plain, or locked with a passphrase. */
export const PLAIN = 'db'
export const SEALED = 'sealed'

const form = /^pearl_backup_(\d{4})(\d{2})(\d{2})_(\d{2})(\d{2})(\d{2})_([a-z][\w-]*)\.(db|sealed)$/

export interface BackupName {
  /** UTC. */
  created_at: string
  purpose: string
  isSealed: boolean
}

/** What a file's name says; undefined for a name that no backup has. */
export function readName(filename: string): BackupName | undefined {
  const parts = form.exec(filename)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second, ending = '', extension] = parts
  return {
    created_at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
    // Two made in the same second differ by a number.
    purpose: /^before-schema-\d+/.exec(ending)?.[0] ?? ending.replace(/-\d+$/, ''),
    isSealed: extension === SEALED,
  }
}

/** The note beside a backup. */
export const noteOf = (file: string): string => file.replace(/\.(db|sealed)$/, '.json')
