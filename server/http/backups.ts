// The routes of backups. They wait for the disk, stream files and start jobs, so they are no transactions and have no place
// among the actions.
import type { FastifyRequest } from 'fastify'
import { createReadStream, statSync } from 'node:fs'
import * as contract from '../../shared/actions/backup.ts'
import { AppError } from '../../shared/errors.ts'
import { BACKUPS_FOLDER } from '../db/backup.ts'
import { recordExport } from '../features/audit-events/record-export.ts'
import { isFromNetwork } from '../hosting/tls-listener.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'

const named = ({ params }: FastifyRequest) => (params as { filename: string }).filename
/** What was sent, checked by the route's schema; nothing may have been. */
const sent = <T>({ body }: FastifyRequest) => (body ?? {}) as Partial<T>

interface Opening {
  passphrase: string | null
  reason: string | null
  description: string | null
}

/** Registers the routes, below the prefix of `app`. */
export function backupRoutes(app: App, { backups, config, store }: Dependencies): void {
  app.route({
    ...routeOf(contract.createBackup),
    async handler(request) {
      const query = request.query as { description?: string }
      const asked = query.description ?? sent<Opening>(request).description ?? undefined
      const { filename, status, description, size_bytes } = await backups.make(asked, request.actor.name).result
      return { message: 'Backup completed successfully', filename, status, description, size_bytes }
    },
  })

  app.route({
    ...routeOf(contract.startBackup),
    handler: async (request) => backups.make(sent<Opening>(request).description ?? '', request.actor.name).job,
  })

  app.route({ ...routeOf(contract.listBackups), handler: async () => backups.list() })

  app.route({
    ...routeOf(contract.downloadBackup),
    handler(request, reply) {
      const filename = named(request)
      const file = backups.locate(filename)
      request.log.info(`Backup ${filename} sent to ${request.actor.name}`)
      if (request.method === 'GET') recordExport(store, config, request.actor, `Backup ${filename}`)
      return reply
        .header('content-type', filename.endsWith('.db') ? 'application/vnd.sqlite3' : 'application/octet-stream')
        .header('content-length', statSync(file).size)
        .header('content-disposition', `attachment; filename="${filename}"`)
        .send(createReadStream(file))
    },
  })

  app.route({
    ...routeOf(contract.removeBackup),
    async handler(request) {
      const filename = named(request)
      backups.remove(request.actor, filename)
      return { message: `Backup ${filename} deleted successfully` }
    },
  })

  app.route({
    ...routeOf(contract.readBackupStatus),
    handler: async () => ({
      // Never the path on the host: it is nobody's business on the network (protocol 6.3, X9).
      backup_directory: BACKUPS_FOLDER,
      // Upstream's name for "backups can be made here"; no outside program is needed.
      pg_dump_available: true,
      ...backups.status(),
    }),
  })

  app.route({ ...routeOf(contract.verifyBackup), handler: (request) => backups.verify(named(request)) })

  app.route({
    ...routeOf(contract.previewBackup),
    handler: (request) => backups.preview(named(request), sent<Opening>(request).passphrase ?? null),
  })

  app.route({
    ...routeOf(contract.restoreBackup),
    async handler(request) {
      const { passphrase = null, reason = null } = sent<Opening>(request)
      const filename = named(request)
      const job = backups.restore({ filename, passphrase, reason, actor: request.actor })
      return {
        message: 'Database restore initiated',
        filename,
        warning: 'Everything changed since this backup is taken away. A copy of what is there now is made first.',
        job,
      }
    },
  })

  app.route({
    ...routeOf(contract.importBackup),
    async handler(request) {
      expectHere(request)
      const { path: given = '', passphrase } = sent<{ path: string; passphrase: string | null }>(request)
      return backups.importFile(given, passphrase ?? null, request.actor.name)
    },
  })

  app.route({
    ...routeOf(contract.rehearseRestore),
    handler: async (request) => backups.rehearse(request.actor.name),
  })

  app.route({
    ...routeOf(contract.changeBackupSettings),
    async handler(request) {
      if (sent<{ second_folder: string }>(request).second_folder !== undefined) expectHere(request)
      await backups.changeSettings(request.actor, sent(request))
      return backups.status().settings
    },
  })

  /** Paths of the host are named by whoever sits at it. */
  function expectHere(request: FastifyRequest): void {
    const isOwnWindow = request.actor.session_id === 'launch' || config.open
    if (isOwnWindow && !isFromNetwork(request.raw.socket)) return
    throw new AppError('forbidden', 'Files and folders of the host can be named only in its own window.')
  }
}
