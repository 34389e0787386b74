// Requests that nobody meant: from the schema of a route, values that fit it, that nearly fit it, and that are made to do harm.
// Drawn from a seed, so that a failure is found again by its number.
import { z } from 'zod'
import type { RegisteredRoute } from './route-table.ts'

/** A source of numbers from 0 to below 1 that starts over from its seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Stand for what only the server may set: none of them may ever be found in a table. */
export const FORGED_ID = 987_654_321
export const FORGED_TIME = '1999-09-09T09:09:09.999Z'
const FORGED_TEXT = 'forged-by-a-client'

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
const hostile: readonly unknown[] = [
  null, true, false, 0, -1, 1.5, 1e308, -0, 2 ** 31, 2 ** 53, '', ' ', '0', '1e999', 'NaN', 'null', 'true', 'x'.repeat(256),
  'x'.repeat(21_000), '\u0000', 'a\u0000b', '\uD800', '\u202Eevil', '🦪', '__proto__', 'constructor', "' OR 1=1 --",
  '"; DROP TABLE changes; --', '%', '_', '\\', '../../etc/passwd', '..\\..\\x', '=1+1', '@SUM(A1)', '<img src=x onerror=1>',
  '${7*7}', '{{7*7}}', '2026-02-30', '0000-00-00', '9999-12-31', '2026-01-01T00:00:00Z', '+275760-09-13', 'ADMIN', 'admin', [],
  {}, [null], [[]], [{}], { length: 1e9 }, { toString: 1 }, nested(60), '(a+)+$'.repeat(20), 'a'.repeat(60) + '!', [1, 1, 1],
  Array.from({ length: 2_000 }, (_, index) => index),
] // prettier-ignore

/** What a client might try to set beside what it may: the columns of every table that the server fills. */
const forged: Record<string, unknown> = {
  id: FORGED_ID,
  created_at: FORGED_TIME,
  updated_at: FORGED_TIME,
  created_by: FORGED_TEXT,
  seq: FORGED_ID,
  tx: FORGED_ID,
  epoch: FORGED_TEXT,
  hash: FORGED_TEXT,
  previous_hash: FORGED_TEXT,
  actor_id: FORGED_ID,
  actor_name: FORGED_TEXT,
  session_id: FORGED_TEXT,
  client_address: FORGED_TEXT,
  password_hash: FORGED_TEXT,
  access_hash: FORGED_TEXT,
  hosted_on: FORGED_TEXT,
  resolved_at: FORGED_TIME,
  resolved_by_user_id: FORGED_ID,
}

interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  format?: string
  minItems?: number
}

const schemas = new WeakMap<object, Schema>()
function schemaOf(type: unknown): Schema | undefined {
  if (!(type instanceof z.ZodType)) return undefined
  let schema = schemas.get(type)
  if (!schema) schemas.set(type, (schema = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Schema))
  return schema
}

export interface FuzzCase {
  method: string
  path: string
  /** As it is sent; undefined: none. */
  body: string | undefined
}

export function fuzzer(random: () => number) {
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(from: readonly T[]): T => from[below(from.length)]!
  const chance = (share: number) => random() < share

  function fitting({ type, enum: choices, const: only, anyOf, allOf, items, properties, format }: Schema): unknown {
    if (only !== undefined) return only
    if (choices) return pick(choices)
    if (anyOf) return fitting(pick(anyOf))
    if (allOf) return Object.assign({}, ...allOf.map(fitting)) as unknown
    if (properties) {
      const named = Object.entries(properties).filter(() => chance(0.75))
      return Object.fromEntries(named.map(([name, each]) => [name, nearly(each)]))
    }
    if (type === 'array') return Array.from({ length: below(4) }, () => nearly(items ?? {}))
    if (type === 'integer' || type === 'number') return below(8)
    if (type === 'boolean') return chance(0.5)
    if (type === 'null') return null
    if (format === 'date') return `2026-0${1 + below(9)}-1${below(10)}`
    return `${pick(['T-14', 'AE', 'Study', 'note', 'x@example.org'])}.${below(400)}`
  }
  /** Fits nine times of ten. */
  const nearly = (schema: Schema): unknown => (chance(0.9) ? fitting(schema) : pick(hostile))

  function bodyOf(schema: Schema | undefined): string | undefined {
    if (chance(0.02))
      return pick(['', '{', '[]', 'null', '"x"', '{"a":', '{"a":1}{', '\u0000', '{"__proto__":{"polluted":1}}'])
    const value = schema ? nearly(schema) : {}
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
    if (chance(0.25)) Object.assign(value, forged)
    const text = JSON.stringify(value)
    return chance(0.03)
      ? text.replace(/^\{/, '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},')
      : text
  }
  const asPart = (value: unknown) =>
    encodeURIComponent(
      (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 1_500),
    )

  return (route: RegisteredRoute): FuzzCase => {
    const query = schemaOf(route.schema?.querystring)?.properties ?? {}
    const asked = Object.entries(query)
      .filter(() => chance(0.5))
      .map(([name, each]) => `${name}=${asPart(nearly(each))}`)
    const path = route.url.replaceAll(/:\w+/g, () => asPart(chance(0.85) ? 1 + below(6) : pick(hostile)) || '0')
    const takesBody = route.method !== 'GET' && route.method !== 'HEAD'
    return {
      method: route.method,
      path: asked.length > 0 ? `${path}?${asked.join('&')}` : path,
      body: takesBody ? bodyOf(schemaOf(route.schema?.body)) : undefined,
    }
  }
}

/** A message for the feed: near to what it knows, or nothing of the kind. */
export function fuzzFrame(random: () => number): string | Buffer {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const kind = random()
  if (kind < 0.1)
    return Buffer.from(Array.from({ length: Math.floor(random() * 200) }, () => Math.floor(random() * 256)))
  if (kind < 0.2)
    return pick(['', '{', '[]', 'null', '1', '"ping"', '{"__proto__":{"polluted":1}}', '[[[[', 'x'.repeat(5_000)])
  const message: Record<string, unknown> = {
    action:
      random() < 0.8 ? pick(['ping', 'pong', 'refresh', 'resume', 'subscribe', 'presence', 'here']) : pick(hostile),
  }
  for (const name of [
    'type',
    'seq',
    'since',
    'last_seq',
    'epoch',
    'effort_id',
    'row',
    'column',
    'place',
    'data',
    'id',
  ]) {
    if (random() < 0.3) message[name] = random() < 0.5 ? Math.floor(random() * 9) : pick(hostile)
  }
  return JSON.stringify(message)
}
