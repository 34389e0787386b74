// The one error shape of the wire: `{detail, code}` and a status. What was not foreseen is logged with its stack and
// answered without it; no SQL text, path or stack ever leaves the process (protocol 6.3, X7).
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError, errorStatus, type ErrorBody, type ErrorCode } from '../../shared/errors.ts'
import { InvalidInput, toFieldIssues } from './validation.ts'

/** The status and body with which `error` is answered; `part` is the part of the request that failed validation. */
export function toReply(error: unknown, part = 'body'): { status: number; body: ErrorBody } {
  if (error instanceof AppError) {
    return { status: errorStatus[error.code], body: { detail: error.message, code: error.code, ...error.extra } }
  }
  if (error instanceof InvalidInput) {
    return { status: 422, body: { detail: toFieldIssues(error.issues, part), code: 'unprocessable' } }
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  ) {
    const msg = 'The body is not valid JSON'
    return {
      status: 422,
      body: {
        detail: [{ type: 'json_invalid', loc: ['body', 0], msg, input: {}, ctx: { error: msg } }],
        code: 'unprocessable',
      },
    }
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return reply('too_large', 'The request is too large; send fewer rows at once.')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return reply('unsupported_media_type', 'Send the body as application/json.')
  }
  if (code === 'SQLITE_FULL') {
    return reply(
      'storage_full',
      'The disk of the host is full, so nothing was saved. Free some space there, then try again.',
    )
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return reply(
      'unavailable',
      'The workspace file is locked by another program. Nothing was saved; try again in a moment.',
    )
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY')) {
    return reply('unavailable', 'The host cannot write to its disk. Nothing was saved; see the log on the host.')
  }
  return reply('internal', 'Internal server error')
}

const reply = (code: ErrorCode, detail: string) => ({ status: errorStatus[code], body: { detail, code } })

/** Installs the error and not-found handlers. */
export function installErrorHandlers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError & { validationContext?: string }, request, reply) => {
    const { status, body } = toReply(unwrap(error), error.validationContext ?? 'body')
    if (status >= 500) request.log.error({ err: error, request_id: request.id }, 'Request failed')
    if (status === 401) void reply.header('www-authenticate', 'Bearer')
    if (typeof body.retry_after === 'number') void reply.header('retry-after', String(body.retry_after))
    return reply.code(status).send(status === 500 ? { ...body, path: request.url, method: request.method } : body)
  })
  app.setNotFoundHandler((request, reply) => answerUnknown(app, request, reply))
}

/** Fastify may wrap what a validator returns. */
const unwrap = (error: Error): unknown => (error.cause instanceof InvalidInput ? error.cause : error)

/** 405 for a known path with another verb, 404 otherwise (protocol 2.1). */
function answerUnknown(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const verbs = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
    (method) => method !== request.method && app.findRoute({ url: request.url.split('?')[0]!, method }),
  )
  if (verbs.length > 0) {
    return reply.code(405).header('allow', verbs.join(', ')).send({ detail: 'Method Not Allowed', code: 'invalid' })
  }
  return reply.code(404).send({ detail: 'Not Found', code: 'not_found' })
}
