// Backups of the workspace (protocol 2.16): made by hand and by themselves, checked before they count, listed, fetched,
// looked into, restored, deleted.
import { z } from 'zod'
import { defineAction } from '../action.ts'

/** A backup as upstream clients read it, and what ours show besides. */
export interface BackupEntry {
  filename: string
  created_at: string
  completed_at: string
  description: string
  /** Who asked for it; null for copies the program made by itself. */
  created_by: string | null
  /** What is listed was opened and checked. `failed`: it did not pass, or is not any more what it was; never restored. */
  status: 'completed' | 'failed'
  size_bytes: number
  /** The same figure under the name another client looks for. */
  size: number
  /** Why it failed, as a sentence. */
  error: string | null
  file_exists: true
  /** `manual`, `start`, `daily`, `imported`, `before-restore`, or `before-schema-N`. */
  purpose: string
  /** Locked with a passphrase. */
  encrypted: boolean
  /** When it was last checked. */
  verified_at: string
  /** Number of the schema it was written with. */
  schema: number | null
  /** Rows by entity. */
  counts: Record<string, number>
  /** The newest entry of its history. */
  head: { seq: number; hash: string } | null
}

/** What keeps the backups from being what they should be. */
export const backupWarnings = [
  'none',
  'late',
  'last_failed',
  'newest_bad',
  'rehearsal_failed',
  'second_folder_failed',
] as const
export type BackupWarning = (typeof backupWarnings)[number]

/** Outcome of something the host did by itself; `detail` is a sentence. */
export interface BackupOutcome {
  at: string
  ok: boolean
  detail: string
  filename: string | null
}

export interface BackupSettings {
  /** Copies are made at start and every day. */
  automatic: boolean
  /** Hour of the day at which the daily copy is due, in the host's time. */
  hour: number
  /** Absolute path on the host, where every copy is put a second time; null when nowhere. */
  second_folder: string | null
  /** Copies are locked with a passphrase from now on. */
  encrypted: boolean
}

export interface BackupStatus {
  backup_directory: string
  total_backups: number
  total_size_bytes: number
  total_size_mb: number
  latest_backup: BackupEntry | null
  pg_dump_available: true
  warnings: BackupWarning[]
  settings: BackupSettings
  last_backup: BackupOutcome | null
  second_folder: BackupOutcome | null
  /** The weekly restore into a file that is thrown away. */
  rehearsal: BackupOutcome | null
  last_restore: BackupOutcome | null
}

/** What a backup holds beside what the workspace holds now. */
export interface BackupPreview {
  filename: string
  created_at: string
  schema: number
  /** It is older than this program and is brought to its schema on the way. */
  is_older: boolean
  counts: { entity: string; label: string; in_backup: number; now: number }[]
  /** Entries of the history in the backup; the newest of them. */
  entries: number
  newest_change: { at: string; by: string } | null
  /** How the two histories stand to each other. */
  history: 'same' | 'earlier' | 'other'
  /** Changes made since, which a restore takes away; null for another history. */
  changes_since: number | null
  people: { username: string; role: string; is_active: boolean; is_here: boolean; can_sign_in: boolean }[]
  /** Names of what is in the file and is none of ours; left out. */
  ignored: string[]
}

const description = z.string().max(500)
const named = z.object({ filename: z.string().max(255) })
const passphrase = z.string().min(8).max(200)
const opening = z.object({ passphrase: z.string().max(200).nullish() }).nullish()

export const createBackup = defineAction({
  method: 'POST',
  path: '/database-backup/create',
  summary: 'Create: a verified backup of the workspace; answers when it is on disk',
  policy: 'admin',
  query: z.object({ description: description.optional() }),
  body: z.object({ description: description.nullish() }).nullish(),
})

export const startBackup = defineAction({
  method: 'POST',
  path: '/database-backup/start',
  summary: 'Create: a verified backup, as a job to be followed; answers with the job',
  policy: 'admin',
  body: z.object({ description: description.nullish() }).nullish(),
})

export const listBackups = defineAction({
  method: 'GET',
  path: '/database-backup/list',
  summary: 'List: backups, newest first',
  policy: 'admin',
})

export const downloadBackup = defineAction({
  method: 'GET',
  path: '/database-backup/download/:filename',
  summary: 'Download: one backup',
  policy: 'admin',
  params: named,
})

export const removeBackup = defineAction({
  method: 'DELETE',
  path: '/database-backup/delete/:filename',
  summary: 'Delete: one backup',
  policy: 'admin',
  params: named,
})

export const readBackupStatus = defineAction({
  method: 'GET',
  path: '/database-backup/status',
  summary: 'Read: how many backups there are, how large, the newest, and what is wrong with them',
  policy: 'admin',
})

export const verifyBackup = defineAction({
  method: 'POST',
  path: '/database-backup/verify/:filename',
  summary: 'Check one backup again, from its first byte to its last; answers with its entry',
  policy: 'admin',
  params: named,
})

export const previewBackup = defineAction({
  method: 'POST',
  path: '/database-backup/preview/:filename',
  summary: 'Read: what a backup holds and what restoring it would change; nothing is changed',
  policy: 'admin',
  params: named,
  body: opening,
})

export const restoreBackup = defineAction({
  method: 'POST',
  path: '/database-backup/restore/:filename',
  summary: 'Restore a backup, after a copy of what is there now; answers with the job',
  policy: 'admin',
  params: named,
  body: z.object({ passphrase: z.string().max(200).nullish(), reason: z.string().max(500).nullish() }).nullish(),
})

export const importBackup = defineAction({
  method: 'POST',
  path: '/database-backup/import',
  summary: 'Take a file of this machine among the backups, checked; only from the window of the host itself',
  policy: 'admin',
  body: z.object({ path: z.string().min(1).max(4000), passphrase: z.string().max(200).nullish() }),
})

export const rehearseRestore = defineAction({
  method: 'POST',
  path: '/database-backup/rehearse',
  summary: 'Restore the newest backup into a file that is thrown away; answers with the job',
  policy: 'admin',
})

export const changeBackupSettings = defineAction({
  method: 'PUT',
  path: '/database-backup/settings',
  summary: 'Update: when copies are made, where a second one goes, and the passphrase; null takes it away',
  policy: 'admin',
  body: z.object({
    automatic: z.boolean().optional(),
    hour: z.int().min(0).max(23).optional(),
    second_folder: z.string().min(1).max(4000).nullable().optional(),
    passphrase: passphrase.nullable().optional(),
  }),
})
