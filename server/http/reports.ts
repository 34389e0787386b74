// The routes that answer with documents of an effort: the status report, set in the second thread, and the files for SAS and R.
import * as contract from '../../shared/actions/reports.ts'
import type { InputOf } from '../../shared/action.ts'
import { reportingEffort } from '../../shared/entities/reporting-effort.ts'
import { notFound } from '../../shared/errors.ts'
import { recordExport } from '../features/audit-events/record-export.ts'
import { readContents, type EffortContents } from '../features/reports/effort-contents.ts'
import { handOffFiles, limitsBroken, writeHandOff } from '../features/reports/hand-off.ts'
import { readStatusReport } from '../features/reports/status-report.ts'
import { readRow } from '../store/rows.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'

/** Registers the routes, below the prefix of `app`. */
export function reportRoutes(app: App, { store, tasks, config }: Dependencies): void {
  function contentsOf({ reporting_effort_id: id }: { reporting_effort_id: number }): EffortContents {
    if (!readRow(store.db, reportingEffort, id)) throw notFound(reportingEffort.label)
    return readContents(store.db, id)
  }

  app.route({
    ...routeOf(contract.statusReport),
    async handler(request, reply) {
      const { reporting_effort_id } = request.params as InputOf<typeof contract.statusReport>['params']
      const at = new Date().toISOString()
      const { today = at.slice(0, 10) } = request.query as InputOf<typeof contract.statusReport>['query']
      const { seq, hash } = store.log.head
      const report = readStatusReport(store.db, reporting_effort_id, { at, today, by: request.actor.name, seq, hash })
      const bytes = await tasks.run('writeStatusReport', report)
      const name = `Status ${report.study} ${report.effort} ${today}`.replaceAll(/[^\w .()-]+/g, '_')
      if (request.method === 'GET') recordExport(store, config, request.actor, `${name}.pdf`)
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', `attachment; filename="${name}.pdf"`)
        .send(Buffer.from(bytes))
    },
  })

  app.route({
    ...routeOf(contract.listHandOff),
    async handler(request) {
      const contents = contentsOf(request.params as InputOf<typeof contract.listHandOff>['params'])
      return { files: handOffFiles(contents), warnings: limitsBroken(contents) } satisfies contract.HandOff
    },
  })

  app.route({
    ...routeOf(contract.downloadHandOff),
    async handler(request, reply) {
      const { file, ...owner } = request.params as InputOf<typeof contract.downloadHandOff>['params']
      const text = writeHandOff(contentsOf(owner), file)
      if (request.method === 'GET') {
        recordExport(store, config, request.actor, `${file} of effort ${owner.reporting_effort_id}`)
      }
      return reply
        .header('content-type', file.endsWith('.json') ? 'application/json' : 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${file}"`)
        .send(text)
    },
  })
}
