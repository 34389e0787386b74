// Backups of the workspace (protocol 2.16): made on demand, checked before they count, listed, fetched, deleted.
import { z } from 'zod'
import { defineAction } from '../action.ts'

/** A backup as upstream clients read it. */
export interface BackupEntry {
  filename: string
  created_at: string
  completed_at: string
  description: string
  /** Who asked for it; null for copies the program made by itself. */
  created_by: string | null
  /** A copy that failed its check is removed at once, so what is listed is complete. */
  status: 'completed'
  size_bytes: number
  /** The same figure under the name another client looks for. */
  size: number
  error: null
  file_exists: true
}

const description = z.string().max(500)
const named = z.object({ filename: z.string().max(255) })

export const createBackup = defineAction({
  method: 'POST',
  path: '/database-backup/create',
  summary: 'Create: a verified backup of the workspace; answers when it is on disk',
  policy: 'admin',
  query: z.object({ description: description.optional() }),
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
  summary: 'Read: how many backups there are, how large, and the newest',
  policy: 'admin',
})
