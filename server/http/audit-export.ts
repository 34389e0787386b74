// The route that answers with the audit trail as a file; the manifest of its hashes goes beside it, in a header.
import * as contract from '../../shared/actions/audit-entries.ts'
import type { InputOf } from '../../shared/action.ts'
import { asJson, asPlan, manifestOf, readExport } from '../features/audit/export-file.ts'
import { recordExport } from '../features/audit-events/record-export.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'
import { sendBytes, stamp } from './exports.ts'

/** Registers the route, below the prefix of `app`. */
export function auditExportRoutes(app: App, { store, tasks, config }: Dependencies): void {
  app.route({
    ...routeOf(contract.exportAudit),
    async handler(request, reply) {
      const { format, ...filter } = request.body as InputOf<typeof contract.exportAudit>['body']
      const at = new Date().toISOString()
      const read = readExport(store, filter, request.actor.name, at)
      const bytes =
        format === 'json' ? asJson(read) : await tasks.run('writeSpreadsheet', { plan: asPlan(store, read), format })
      const name = `PEARL_Audit_${stamp(at)}`
      const manifest = manifestOf(read, `${name}.${format}`, bytes)
      const { file, entries, sha256 } = manifest
      recordExport(store, config, request.actor, `${file}, ${entries} entries of the audit trail, SHA-256 ${sha256}`)
      void reply.header(contract.MANIFEST_HEADER, encodeURIComponent(JSON.stringify(manifest)))
      return sendBytes(reply, bytes, name, format)
    },
  })
}
