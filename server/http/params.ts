// Parts of a request that many routes share: ids in paths, and the version a writer saw.
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { wholeNumber } from '../../shared/fields.ts'

/** Path parameters that are row ids. Any whole number is taken; one that no row has is a plain 404 (protocol 2.1). */
export const idParams = <Name extends string>(...names: Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, wholeNumber])) as Record<Name, typeof wholeNumber>)

/**
 * The row version the writer saw, from `If-Match: "7"` or a `version` in the body; undefined when neither is given.
 * @throws AppError `invalid` for an If-Match that is no version
 */
export function versionSeen(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header !== undefined) {
    const version = /^(?:W\/)?"?v?(\d+)"?$/.exec(header)?.[1]
    if (version === undefined)
      throw new AppError('invalid', 'If-Match must be the version of the row, e.g. If-Match: "7"')
    return Number(version)
  }
  const body = request.body
  if (typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number')
    return body.version
  return undefined
}
