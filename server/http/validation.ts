// Zod issues as the 422 detail list that upstream clients read (protocol 2.1): `type`, `loc`, `msg`, `input`, `ctx`.
// The names of the types are those of the wire contract; the mapping lives here and nowhere else.
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import type { FieldIssue } from '../../shared/errors.ts'

type RawIssue = z.core.$ZodIssue

/** Thrown by the validator; http/errors.ts turns it into the 422 reply. */
export class InvalidInput extends Error {
  readonly issues: readonly RawIssue[]

  constructor(issues: readonly RawIssue[]) {
    super('The request is not valid')
    this.issues = issues
  }
}

/** Validates one part of a request with its zod schema, keeping the input of each issue for the reply. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data: unknown) => {
    const result = schema.safeParse(data, { reportInput: true })
    return result.success ? { value: result.data } : { error: new InvalidInput(result.error.issues) }
  }

const partNames: Record<string, string> = { params: 'path', querystring: 'query', headers: 'header' }
const secret = /password|token/
type Described = Pick<FieldIssue, 'type' | 'msg' | 'ctx'>

/** The issues of one part of a request (`body`, `querystring`, `params`, `headers`). */
export function toFieldIssues(issues: readonly RawIssue[], part: string): FieldIssue[] {
  const root = partNames[part] ?? part
  return issues.map((issue) => {
    const { type, msg, ctx } = describe(issue)
    const loc = [root, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
    // What was typed as a password is not sent back, where it might be logged or shown.
    const input = secret.test(String(loc.at(-1))) ? null : (issue.input ?? null)
    return { type, loc, msg, input, ...(ctx && { ctx }) }
  })
}

function describe(issue: RawIssue): Described {
  switch (issue.code) {
    case 'invalid_type':
      // A request without a body reaches the validator as null.
      return describeType(issue.expected, issue.path.length === 0 ? (issue.input ?? undefined) : issue.input)
    case 'too_small':
      return describeBound(issue.origin, Number(issue.minimum), issue.inclusive !== false, 'min')
    case 'too_big':
      return describeBound(issue.origin, Number(issue.maximum), issue.inclusive !== false, 'max')
    case 'invalid_value': {
      const expected = issue.values.map((value) => `'${String(value)}'`).join(', ')
      const type = issue.path.at(-1) === 'comment_type' ? 'literal_error' : 'enum'
      return { type, msg: `Input should be one of ${expected}`, ctx: { expected } }
    }
    case 'invalid_format':
      return describeFormat(issue)
    default:
      return { type: 'value_error', msg: issue.message, ctx: { error: issue.message } }
  }
}

function describeType(expected: string, input: unknown): Described {
  if (input === undefined) return { type: 'missing', msg: 'Field required' }
  switch (expected) {
    case 'string':
      return { type: 'string_type', msg: 'Input should be text' }
    case 'int':
    case 'number':
      return typeof input === 'string'
        ? { type: 'int_parsing', msg: 'Input should be a whole number, but the text cannot be read as one' }
        : { type: 'int_type', msg: 'Input should be a whole number' }
    case 'boolean':
      return { type: 'bool_parsing', msg: 'Input should be true or false' }
    case 'array':
      return { type: 'list_type', msg: 'Input should be a list' }
    case 'object':
      return { type: 'model_attributes_type', msg: 'Input should be an object with the fields of the request' }
    default:
      return { type: `${expected}_type`, msg: `Input should be of type ${expected}` }
  }
}

function describeBound(origin: string, bound: number, inclusive: boolean, side: 'min' | 'max'): Described {
  const isMin = side === 'min'
  if (origin === 'string') {
    return isMin
      ? { type: 'string_too_short', msg: `Text should have at least ${bound} character(s)`, ctx: { min_length: bound } }
      : { type: 'string_too_long', msg: `Text should have at most ${bound} character(s)`, ctx: { max_length: bound } }
  }
  if (origin === 'array') {
    return isMin
      ? { type: 'too_short', msg: `List should have at least ${bound} element(s)`, ctx: { min_length: bound } }
      : { type: 'too_long', msg: `List should have at most ${bound} element(s)`, ctx: { max_length: bound } }
  }
  if (isMin) {
    return inclusive
      ? { type: 'greater_than_equal', msg: `Number should be ${bound} or more`, ctx: { ge: bound } }
      : { type: 'greater_than', msg: `Number should be greater than ${bound}`, ctx: { gt: bound } }
  }
  return inclusive
    ? { type: 'less_than_equal', msg: `Number should be ${bound} or less`, ctx: { le: bound } }
    : { type: 'less_than', msg: `Number should be less than ${bound}`, ctx: { lt: bound } }
}

function describeFormat(issue: Extract<RawIssue, { code: 'invalid_format' }>): Described {
  switch (issue.format) {
    case 'datetime':
      return {
        type: 'datetime_parsing',
        msg: 'Input should be a date with time as YYYY-MM-DDTHH:MM:SSZ',
        ctx: { error: 'not a date with time' },
      }
    case 'date':
      return {
        type: 'date_from_datetime_parsing',
        msg: 'Input should be a calendar day as YYYY-MM-DD',
        ctx: { error: 'not a calendar day' },
      }
    case 'regex': {
      const pattern = issue.pattern?.replace(/^\/|\/[a-z]*$/g, '')
      return {
        type: 'string_pattern_mismatch',
        msg: `Text should match the pattern ${pattern ?? ''}`,
        ctx: { pattern },
      }
    }
    default:
      return { type: 'value_error', msg: `value is not a valid ${issue.format}`, ctx: { reason: issue.message } }
  }
}
