// The route that answers with the whole workspace in the open format: copied on the live handle, written out and packed in the
// second thread, sent, and forgotten.
import { randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { exportOpenFormat } from '../../shared/actions/backup.ts'
import { PARTIAL, removeDatabaseFile } from '../db/backup.ts'
import { recordExport } from '../features/audit-events/record-export.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'
import { stamp } from './exports.ts'

/** Registers the route, below the prefix of `app`. */
export function openFormatRoutes(app: App, { store, backups, tasks, config }: Dependencies): void {
  app.route({
    ...routeOf(exportOpenFormat),
    exposeHeadRoute: false,
    async handler(request, reply) {
      mkdirSync(backups.folder, { recursive: true, mode: 0o700 })
      const copy = path.join(backups.folder, `${randomUUID()}${PARTIAL}`)
      const target = `${copy}.zip`
      try {
        await store.db.backup(copy)
        const { files, head } = await tasks.run('dump', { copy, target })
        const rows = files.reduce((sum, each) => sum + each.rows, 0)
        const name = `PEARL_Workspace_${stamp(new Date().toISOString())}.zip`
        recordExport(
          store,
          config,
          request.actor,
          `${name}, the whole workspace: ${rows} rows, up to entry ${head.seq}`,
        )
        const content = createReadStream(target)
        content.once('close', () => rmSync(target, { force: true }))
        return await reply
          .header('content-type', 'application/zip')
          .header('content-length', statSync(target).size)
          .header('content-disposition', `attachment; filename="${name}"`)
          .send(content)
      } catch (error) {
        rmSync(target, { force: true })
        throw error
      } finally {
        removeDatabaseFile(copy)
      }
    },
  })
}
