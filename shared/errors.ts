// The one error shape: `{detail, code}` on the wire (protocol 2.1), a sentence for the person and a code for programs.
// Server code throws AppError; http/errors.ts is the only place that turns one into a reply.
export const errorStatus = {
  invalid: 400,
  in_use: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  misdirected: 421,
  unprocessable: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
  storage_full: 507,
} as const
export type ErrorCode = keyof typeof errorStatus

/** One broken field of a request, as upstream clients read it (protocol 2.1). */
export interface FieldIssue {
  type: string
  loc: (string | number)[]
  msg: string
  input?: unknown
  ctx?: Record<string, unknown>
}

export interface ErrorBody {
  detail: string | FieldIssue[]
  code: ErrorCode
  /** With `conflict`: the row as it stands now. With `in_use`: what uses it. */
  [extra: string]: unknown
}

/** A refusal with a reason for the person who asked. `message` is a full sentence; `extra` is added to the reply's body. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly extra: Record<string, unknown>

  constructor(code: ErrorCode, message: string, extra: Record<string, unknown> = {}) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.extra = extra
  }
}

export const notFound = (label: string) => new AppError('not_found', `${label} not found`)
