// A refusal that names one field of the request, in the shape of a failed validation (protocol 2.1). For what a schema
// cannot see because it depends on the stored row.
import { AppError } from '../../shared/errors.ts'

/** 422 with the sentence on the field `loc` leads to, e.g. `['body', 'item_subtype']`. */
export function refuseField(loc: string[], message: string, type = 'value_error'): AppError {
  const ctx = type === 'missing' ? {} : { ctx: { error: message } }
  return new AppError('unprocessable', message, { detail: [{ type, loc, msg: message, input: null, ...ctx }] })
}
