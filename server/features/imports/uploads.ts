// Files that were uploaded to be imported, read and kept in memory until they are, or are forgotten: after half an hour
// without use, or when somebody brings more than fit. Whose file it is, only that person's requests find.
import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../shared/actor.ts'
import type { ImportChoice, ImportLine, Preview } from '../../../shared/actions/imports.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Marked } from '../../../shared/spreadsheets/exported.ts'
import type { Workbook } from '../../../shared/spreadsheets/sheet.ts'

const KEPT_MS = 30 * 60_000
const MOST = 8

export interface Upload {
  id: string
  name: string
  actorId: number | null
  book: Workbook
  marked: Marked
  /** The last dry run. */
  planned: { choice: ImportChoice; preview: Preview; lines: ImportLine[] } | null
  usedAt: number
}

export interface Uploads {
  add(actor: Actor, name: string, book: Workbook, marked: Marked): Upload
  /** @throws AppError `not_found` when it was forgotten or is somebody else's */
  get(actor: Actor, id: string): Upload
  remove(actor: Actor, id: string): void
}

export function createUploads(now: () => number = Date.now): Uploads {
  const uploads = new Map<string, Upload>()

  function forgetOld(): void {
    for (const [id, { usedAt }] of uploads) if (now() - usedAt > KEPT_MS) uploads.delete(id)
    const byAge = [...uploads.values()].sort((one, other) => one.usedAt - other.usedAt)
    for (const { id } of byAge.slice(0, Math.max(0, byAge.length - MOST))) uploads.delete(id)
  }

  return {
    add(actor, name, book, marked) {
      const upload: Upload = { id: randomUUID(), name, actorId: actor.id, book, marked, planned: null, usedAt: now() }
      uploads.set(upload.id, upload)
      forgetOld()
      return upload
    },
    get(actor, id) {
      forgetOld()
      const upload = uploads.get(id)
      if (!upload || upload.actorId !== actor.id) {
        throw new AppError('not_found', 'The host does not hold this file any more. Choose it again.')
      }
      upload.usedAt = now()
      return upload
    },
    remove(actor, id) {
      if (uploads.get(id)?.actorId === actor.id) uploads.delete(id)
    },
  }
}
