// The routes of imports. The file comes as the body itself and is read in the second thread; the dry run is a job; only the
// commit writes, as every write does.
import type { FastifyRequest } from 'fastify'
import * as contract from '../../shared/actions/imports.ts'
import type { ImportLine, Uploaded, UploadedSheet } from '../../shared/actions/imports.ts'
import { readMark, shownSheets } from '../../shared/spreadsheets/exported.ts'
import { cellText, type Sheet } from '../../shared/spreadsheets/sheet.ts'
import { AppError } from '../../shared/errors.ts'
import { workspaceMark } from '../features/imports/open-import.ts'
import { refusedPlan } from '../features/imports/refused.ts'
import { commit, preview } from '../features/imports/run.ts'
import { createUploads, type Upload } from '../features/imports/uploads.ts'
import { MAX_FILE_BYTES } from '../spreadsheets/limits.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'
import { sendWorkbook } from './exports.ts'
import { write } from './write.ts'

const SAMPLE_ROWS = 40
const SAMPLE_LENGTH = 200
export const FILE_TYPE = 'application/octet-stream'

/** Registers the routes, below the prefix of `app`. */
export function importRoutes(app: App, { store, jobs, tasks }: Dependencies): void {
  const uploads = createUploads()
  const uploadOf = ({ actor, params }: FastifyRequest): Upload =>
    uploads.get(actor, (params as { import_id: string }).import_id)

  void app.register(async (scope) => {
    scope.addContentTypeParser(FILE_TYPE, { parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    const route = routeOf(contract.uploadImport)
    scope.route({
      ...route,
      bodyLimit: MAX_FILE_BYTES,
      config: { ...route.config, accepts: [FILE_TYPE] },
      async handler(request, reply) {
        const { name } = request.query as { name: string }
        const { body } = request
        if (!(body instanceof Buffer)) throw new AppError('invalid', 'Send the file as the body of the request.')
        const given = new AbortController()
        reply.raw.once('close', () => given.abort())
        const book = await tasks.run('readSpreadsheet', { bytes: new Uint8Array(body), name }, { signal: given.signal })
        const marked = readMark(book)
        if (marked.kind === 'stripped') {
          throw new AppError(
            'invalid',
            'This file was exported from here, but its hidden sheets are gone, so what you changed in it cannot be told from what others changed here. Export again and repeat the changes, or delete the column PEARL id to bring the rows in by their codes.',
          )
        }
        const upload = uploads.add(request.actor, name, book, marked)
        return reply.code(201).send(shown(upload, workspaceMark(store.db)))
      },
    })
  })

  app.route({
    ...routeOf(contract.previewImport),
    async handler(request, reply) {
      const upload = uploadOf(request)
      const choice = request.body as contract.ImportChoice
      const { job } = jobs.start('import preview', request.actor.name, (context) =>
        preview(store, request.actor, upload, choice, context),
      )
      return reply.code(202).send(job)
    },
  })

  app.route({
    ...routeOf(contract.listImportLines),
    async handler(request) {
      const { kind, offset, limit } = request.query as { kind?: string; offset: number; limit: number }
      const lines = uploadOf(request).planned?.lines ?? []
      const wanted = kind === undefined ? lines : lines.filter((line) => isOfKind(line, kind))
      return { total: wanted.length, lines: wanted.slice(offset, offset + limit) }
    },
  })

  app.route({
    ...routeOf(contract.commitImport),
    handler(request, reply) {
      const upload = uploadOf(request)
      const { digest } = request.body as { digest: string }
      return write(store, request, reply, 200, (tx) => commit(tx, upload, digest))
    },
  })

  app.route({
    ...routeOf(contract.refusedOfImport),
    async handler(request, reply) {
      const upload = uploadOf(request)
      return sendWorkbook(tasks, reply, refusedPlan(upload), 'xlsx', `Refused rows of ${upload.name}`)
    },
  })

  app.route({
    ...routeOf(contract.forgetImport),
    async handler(request, reply) {
      uploads.remove(request.actor, (request.params as { import_id: string }).import_id)
      return reply.code(204).send()
    },
  })
}

const isOfKind = (line: ImportLine, kind: string) =>
  kind === 'conflict' ? line.conflicts.length > 0 : line.kind === kind

function shown({ id, name, book, marked }: Upload, workspace: string): Uploaded {
  const exported = marked.kind === 'exported' && marked.mark.workspace === workspace ? marked.mark : null
  return { id, name, sheets: shownSheets(book).map(shownSheet), text: book.text, exported }
}

const shownSheet = ({ name, isHidden, rows, hiddenRows }: Sheet): UploadedSheet => ({
  name,
  is_hidden: isHidden,
  row_count: rows.length,
  column_count: Math.max(0, ...rows.map((row) => row.length)),
  hidden_rows: hiddenRows.length,
  sample: rows.slice(0, SAMPLE_ROWS).map((row) => row.map((cell) => cellText(cell).slice(0, SAMPLE_LENGTH))),
})
