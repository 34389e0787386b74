// Backups of the workspace (protocol 2.16): made by hand and by themselves, checked before they count, listed, fetched,
// looked into, restored, deleted.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { job } from './jobs.ts'

/** A backup as upstream clients read it, and what ours show besides. */
export const backupEntry = z.object({
  filename: z.string(),
  created_at: z.string(),
  completed_at: z.string(),
  description: z.string(),
  /** Who asked for it; null for copies the program made by itself. */
  created_by: z.string().nullable(),
  /** What is listed was opened and checked. `failed`: it did not pass, or is not any more what it was; never restored. */
  status: z.enum(['completed', 'failed']),
  size_bytes: z.number(),
  /** The same figure under the name another client looks for. */
  size: z.number(),
  /** Why it failed, as a sentence. */
  error: z.string().nullable(),
  file_exists: z.literal(true),
  /** `manual`, `start`, `daily`, `imported`, `before-restore`, or `before-schema-N`. */
  purpose: z.string(),
  /** Locked with a passphrase. */
  encrypted: z.boolean(),
  /** When it was last checked. */
  verified_at: z.string(),
  /** Number of the schema it was written with; null when it is locked and cannot be looked into. */
  schema: z.number().nullable(),
  /** Rows by entity. */
  counts: z.record(z.string(), z.number()),
  /** The newest entry of its history. */
  head: z.object({ seq: z.number(), hash: z.string() }).nullable(),
})
export type BackupEntry = z.infer<typeof backupEntry>

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

/** How something that the host did by itself went; `detail` is a sentence. */
const backupOutcome = z.object({
  at: z.string(),
  ok: z.boolean(),
  detail: z.string(),
  filename: z.string().nullable(),
})
export type BackupOutcome = z.infer<typeof backupOutcome>

export const backupSettings = z.object({
  /** Copies are made at start and every day. */
  automatic: z.boolean(),
  /** Hour of the day at which the daily copy is due, in the host's time. */
  hour: z.number(),
  /** Absolute path on the host, where every copy is put a second time; null when nowhere. */
  second_folder: z.string().nullable(),
  /** Copies are locked with a passphrase from now on. */
  encrypted: z.boolean(),
})
export type BackupSettings = z.infer<typeof backupSettings>

export const backupStatus = z.object({
  backup_directory: z.string(),
  total_backups: z.number(),
  total_size_bytes: z.number(),
  total_size_mb: z.number(),
  latest_backup: backupEntry.nullable(),
  pg_dump_available: z.literal(true),
  warnings: z.array(z.enum(backupWarnings)),
  settings: backupSettings,
  last_backup: backupOutcome.nullable(),
  second_folder: backupOutcome.nullable(),
  /** The weekly restore into a file that is thrown away. */
  rehearsal: backupOutcome.nullable(),
  last_restore: backupOutcome.nullable(),
})
export type BackupStatus = z.infer<typeof backupStatus>

/** What a backup holds beside what the workspace holds now. */
export const backupPreview = z.object({
  filename: z.string(),
  created_at: z.string(),
  schema: z.number(),
  /** It is older than this program and is brought to its schema on the way. */
  is_older: z.boolean(),
  counts: z.array(z.object({ entity: z.string(), label: z.string(), in_backup: z.number(), now: z.number() })),
  /** Entries of the history in the backup; the newest of them. */
  entries: z.number(),
  newest_change: z.object({ at: z.string(), by: z.string() }).nullable(),
  /** How the two histories stand to each other. */
  history: z.enum(['same', 'earlier', 'other']),
  /** Changes made since, which a restore takes away; null for another history. */
  changes_since: z.number().nullable(),
  people: z.array(
    z.object({
      username: z.string(),
      role: z.string(),
      is_active: z.boolean(),
      is_here: z.boolean(),
      can_sign_in: z.boolean(),
    }),
  ),
  /** Names of what is in the file and is none of ours; left out. */
  ignored: z.array(z.string()),
})
export type BackupPreview = z.infer<typeof backupPreview>

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

/** What the restore route answers. */
export const restoreStarted = z.object({ message: z.string(), filename: z.string(), warning: z.string(), job })

export const importBackup = defineAction({
  method: 'POST',
  path: '/database-backup/import',
  summary: 'Take a file of this machine among the backups, checked; only from the window of the host itself',
  policy: 'admin',
  body: z.object({ path: z.string().min(1).max(4000), passphrase: z.string().max(200).nullish() }),
})

export const exportOpenFormat = defineAction({
  method: 'GET',
  path: '/database-backup/open-format',
  summary: 'Download: the whole workspace in the open format, as a ZIP file (docs/open-format.md)',
  policy: 'admin',
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
