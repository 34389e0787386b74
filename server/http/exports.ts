// The routes that answer with a spreadsheet. Files are written in the second thread and named so that they sort by day.
import type { FastifyReply } from 'fastify'
import * as contract from '../../shared/actions/exports.ts'
import type { InputOf } from '../../shared/action.ts'
import { today } from '../../shared/domain/days.ts'
import { AppError } from '../../shared/errors.ts'
import { SAMPLE_FILE } from '../../shared/spreadsheets/subjects.ts'
import { recordExport } from '../features/audit-events/record-export.ts'
import { listPlan } from '../features/exports/list-plan.ts'
import { samplePlan } from '../features/exports/sample-plan.ts'
import { templatePlan } from '../features/exports/template-plan.ts'
import type { TaskThread } from '../jobs/thread.ts'
import type { WorkbookPlan } from '../spreadsheets/workbook-plan.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'

type Format = 'xlsx' | 'csv'
const contentTypes: Record<Format | 'json', string> = {
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

/** Registers the routes, below the prefix of `app`. */
export function exportRoutes(app: App, { store, tasks, config }: Dependencies): void {
  app.route({
    ...routeOf(contract.exportList),
    async handler(request, reply) {
      const wanted = request.body as InputOf<typeof contract.exportList>['body']
      if (wanted.subject === 'people' && request.actor.role !== 'ADMIN') {
        throw new AppError('forbidden', 'Only administrators export the list of people.', { error: 'permission' })
      }
      const at = new Date().toISOString()
      const plan = listPlan(store.db, wanted, { seq: store.log.head.seq, at, by: request.actor.name })
      const owner = wanted.owner_id === null ? '' : ` of ${wanted.owner_id}`
      const detail = `${plan.sheet}${owner} as ${wanted.format}, ${plan.rows.length} rows`
      recordExport(store, config, request.actor, detail)
      return sendWorkbook(tasks, reply, plan, wanted.format, `PEARL_${plan.sheet}_Export_${stamp(at)}`)
    },
  })

  app.route({
    ...routeOf(contract.downloadTemplate),
    async handler(request, reply) {
      const { file } = request.params as { file: string }
      const plan = file === SAMPLE_FILE ? samplePlan(today(), request.actor.name) : templatePlan(file)
      return sendWorkbook(tasks, reply, plan, 'xlsx', file)
    },
  })
}

/** `20260312_140500`, UTC, as upstream stamps its files. */
export const stamp = (at: string) => at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')

/** Replies with the file. @param name with or without its ending */
export async function sendWorkbook(
  tasks: TaskThread,
  reply: FastifyReply,
  plan: WorkbookPlan,
  format: Format,
  name: string,
): Promise<FastifyReply> {
  const bytes = await tasks.run('writeSpreadsheet', { plan, format })
  const safe = name.replaceAll(/[^\w .()-]+/g, '_').replace(/\.(xlsx|csv)$/i, '')
  return sendBytes(reply, bytes, safe, format)
}

/** Replies with a finished file. @param name without its ending, fit for a file */
export const sendBytes = (reply: FastifyReply, bytes: Uint8Array, name: string, format: Format | 'json') =>
  reply
    .header('content-type', contentTypes[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(Buffer.from(bytes))
