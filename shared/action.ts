// An action: whatever is not create, read, update or delete of one row. Its contract (verb, path, input, who may) is
// declared here, on the side both programs share; its handler is in server/features, mounted by server/http/actions.ts.
import type { z } from 'zod'
import type { ItemType } from './domain/item-types.ts'
import type { Policy } from './policy.ts'

type Shape = z.ZodType | undefined
export interface Action<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api/v1`, parameters as `:name`; served with and without a slash at the end. */
  path: string
  summary: string
  policy: Policy
  /** Status of a reply that succeeded. */
  status: number
  /** The body may be a spreadsheet with rows of such items instead, sent as the file of a form. */
  spreadsheet?: ItemType
  params: P
  query: Q
  body: B
}

type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined
export interface InputOf<A extends Action> {
  params: Parsed<A['params']>
  query: Parsed<A['query']>
  body: Parsed<A['body']>
}

type Declared<P extends Shape, Q extends Shape, B extends Shape> = Pick<
  Action,
  'method' | 'path' | 'summary' | 'policy' | 'spreadsheet'
> & { status?: number; params?: P; query?: Q; body?: B }

/** Declares an action; the status of success is 200 unless given. */
export function defineAction<P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  declared: Declared<P, Q, B>,
): Action<P, Q, B> {
  return {
    status: 200,
    ...declared,
    params: declared.params as P,
    query: declared.query as Q,
    body: declared.body as B,
  }
}
