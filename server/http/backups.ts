// The routes of backups. They wait for the disk and stream files, so they are no transactions and have no place among the
// actions.
import { createReadStream, statSync } from 'node:fs'
import path from 'node:path'
import * as contract from '../../shared/actions/backup.ts'
import { BACKUPS_FOLDER } from '../db/backup.ts'
import { deleteBackup, listBackupsIn, locateBackup, makeBackup } from '../features/backups/catalogue.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'

const MEGABYTE = 1024 * 1024
const named = (params: unknown) => (params as { filename: string }).filename

/** Registers the routes, below the prefix of `app`. */
export function backupRoutes(app: App, { store, config }: Dependencies): void {
  const folder = path.join(config.directory, BACKUPS_FOLDER)

  app.route({
    ...routeOf(contract.createBackup),
    async handler(request) {
      const query = request.query as { description?: string }
      const body = request.body as { description?: string | null } | null | undefined
      const asked = query.description ?? body?.description ?? undefined
      const entry = await makeBackup(store.db, folder, { description: asked, createdBy: request.actor.name })
      const { filename, status, description, size_bytes } = entry
      request.log.info(`Backup ${filename} made, ${size_bytes} bytes`)
      return { message: 'Backup completed successfully', filename, status, description, size_bytes }
    },
  })

  app.route({ ...routeOf(contract.listBackups), handler: () => listBackupsIn(folder) })

  app.route({
    ...routeOf(contract.downloadBackup),
    handler(request, reply) {
      const filename = named(request.params)
      const file = locateBackup(folder, filename)
      return reply
        .header('content-type', 'application/vnd.sqlite3')
        .header('content-length', statSync(file).size)
        .header('content-disposition', `attachment; filename="${filename}"`)
        .send(createReadStream(file))
    },
  })

  app.route({
    ...routeOf(contract.removeBackup),
    handler(request) {
      const filename = named(request.params)
      deleteBackup(folder, filename)
      request.log.info(`Backup ${filename} deleted by ${request.actor.name}`)
      return { message: `Backup ${filename} deleted successfully` }
    },
  })

  app.route({ ...routeOf(contract.readBackupStatus), handler: () => statusOf(folder) })
}

function statusOf(folder: string) {
  const backups = listBackupsIn(folder)
  const total_size_bytes = backups.reduce((total, { size_bytes }) => total + size_bytes, 0)
  return {
    // Never the path on the host: it is nobody's business on the network (protocol 6.3, X9).
    backup_directory: BACKUPS_FOLDER,
    total_backups: backups.length,
    total_size_bytes,
    total_size_mb: Math.round((total_size_bytes / MEGABYTE) * 100) / 100,
    latest_backup: backups[0] ?? null,
    // Upstream's name for "backups can be made here"; no outside program is needed.
    pg_dump_available: true,
  }
}
