// The five routes of every resource: list, read, create, update, delete. One loop, so paging, version checks, retries and
// feed headers are the same for all of them; what a subject adds stands in its resource.
import type { FastifyReply, FastifyRequest, RouteHandlerMethod, RouteShorthandOptions } from 'fastify'
import { z } from 'zod'
import type { Entity, RowOf } from '../../shared/entity.ts'
import { notFound } from '../../shared/errors.ts'
import { versionField } from '../../shared/fields.ts'
import { paging } from '../../shared/paging.ts'
import type { Policy } from '../../shared/policy.ts'
import { readRow, readRows } from '../store/rows.ts'
import type { Store, Transaction, WriteOptions } from '../store/store.ts'
import type { App, Dependencies } from './app-types.ts'
import { markPosition, sendList } from './lists.ts'
import { idParams, versionSeen } from './params.ts'
import type { Page, Prepared, Resource } from './resource.ts'
import { write } from './write.ts'

type Row = RowOf<Entity>

/** Registers the routes of `resources`, below the prefix of `app`. */
export function entityRoutes(app: App, dependencies: Dependencies, resources: readonly Resource[]): void {
  const { store } = dependencies
  for (const resource of resources) {
    listRoute(app, store, resource)
    readRoute(app, store, resource)
    createRoute(app, dependencies, resource)
    updateRoute(app, dependencies, resource)
    removeRoute(app, store, resource)
  }
}

const route = (policy: Policy, summary: string, schema: Record<string, z.ZodType>): RouteShorthandOptions => ({
  config: { policy },
  schema: { summary, ...schema },
})
const nameOf = (resource: Resource) => resource.entity.label.toLowerCase()
const pathOfRow = (resource: Resource) => `${resource.path}/:${resource.idName}`
const idOf = (resource: Resource, params: unknown) => (params as Record<string, number>)[resource.idName]!

/** The body of an update: the entity's fields and the version the writer saw. */
function withVersion(update: z.ZodType): z.ZodType {
  if (!(update instanceof z.ZodObject)) throw new TypeError('The update schema of an entity must be an object')
  return update.safeExtend(versionField)
}

function show(resource: Resource, store: Pick<Store, 'db'>, row: Row): unknown {
  return resource.view ? resource.view(store.db, row) : row
}

function listRoute(app: App, store: Store, resource: Resource): void {
  const filters = resource.filters ?? {}
  const querystring = z.object({
    ...paging(resource.limits),
    ...Object.fromEntries(Object.entries(filters).map(([name, schema]) => [name, schema.optional()])),
  })
  app.get(
    resource.path,
    route(resource.policies.read, `List: ${nameOf(resource)}`, { querystring }),
    (request, reply) => {
      const page = toPage(request.query as Record<string, string | number | undefined>, Object.keys(filters))
      return sendList(store, reply, resource.list ? resource.list(store.db, page) : readPage(store, resource, page))
    },
  )
}

function toPage(query: Record<string, string | number | undefined>, names: readonly string[]): Page {
  const given = names.flatMap((name) => {
    const value = query[name]
    return value === undefined || value === 0 ? [] : [[name, value] as const]
  })
  return { skip: Number(query.skip), limit: Number(query.limit), filters: Object.fromEntries(given) }
}

function readPage(store: Store, resource: Resource, { skip, limit, filters }: Page): unknown[] {
  const conditions = Object.keys(filters).map((column) => `${column} = ?`)
  const condition = `${conditions.join(' AND ') || 'true'} ORDER BY ${resource.order ?? 'id'} LIMIT ? OFFSET ?`
  const rows = readRows(store.db, resource.entity, condition, ...Object.values(filters), limit, skip)
  return rows.map((row) => show(resource, store, row))
}

function readRoute(app: App, store: Store, resource: Resource): void {
  app.get(
    pathOfRow(resource),
    route(resource.policies.read, `Read one: ${nameOf(resource)}`, { params: idParams(resource.idName) }),
    (request, reply) => {
      const row = readRow(store.db, resource.entity, idOf(resource, request.params))
      if (!row) throw notFound(resource.entity.label)
      return markPosition(store, reply).send(show(resource, store, row))
    },
  )
}

type Also = Prepared['also']
type WriteHandler = (request: FastifyRequest, reply: FastifyReply, also?: Also) => FastifyReply

/** Lets the resource prepare the body first, where it has to; the others answer at once. */
function whenPrepared(resource: Resource, dependencies: Dependencies, handler: WriteHandler): RouteHandlerMethod {
  const { prepare } = resource
  if (!prepare) return (request, reply) => handler(request, reply)
  return async (request, reply) => {
    const { body, also } = await prepare(request.body, dependencies)
    request.body = body
    return handler(request, reply, also)
  }
}

function createRoute(app: App, dependencies: Dependencies, resource: Resource): void {
  app.post(
    resource.path,
    route(resource.policies.create, `Create: ${nameOf(resource)}`, { body: resource.entity.create }),
    whenPrepared(resource, dependencies, (request, reply, also) =>
      write(dependencies.store, request, reply, resource.createdStatus ?? 201, (tx) => {
        const values = request.body as never
        const row = resource.create ? resource.create(tx, values) : tx.insert(resource.entity, values)
        also?.(tx, row.id)
        return show(resource, tx, row)
      }),
    ),
  )
}

function updateRoute(app: App, dependencies: Dependencies, resource: Resource): void {
  app.put(
    pathOfRow(resource),
    route(resource.policies.update, `Update: ${nameOf(resource)}`, {
      params: idParams(resource.idName),
      body: withVersion(resource.entity.update),
    }),
    whenPrepared(resource, dependencies, (request, reply, also) =>
      write(dependencies.store, request, reply, 200, (tx) => {
        const id = idOf(resource, request.params)
        const options = { version: versionSeen(request) }
        const row = updateOne(tx, resource, id, request.body, options)
        also?.(tx, id)
        return show(resource, tx, row)
      }),
    ),
  )
}

function updateOne(tx: Transaction, resource: Resource, id: number, patch: unknown, options: WriteOptions): Row {
  return resource.update ? resource.update(tx, id, patch, options) : tx.update(resource.entity, id, patch, options)
}

function removeRoute(app: App, store: Store, resource: Resource): void {
  const answersRow = resource.removed === 'row'
  app.delete(
    pathOfRow(resource),
    route(resource.policies.remove, `Delete: ${nameOf(resource)}`, { params: idParams(resource.idName) }),
    (request, reply) =>
      write(store, request, reply, answersRow ? 200 : 204, (tx) => {
        const id = idOf(resource, request.params)
        const options = { version: versionSeen(request) }
        // Seen before it goes: a view may show rows that go with it.
        const shown = answersRow ? show(resource, tx, tx.get(resource.entity, id)) : undefined
        if (resource.remove) resource.remove(tx, id, options)
        else tx.remove(resource.entity, id, options)
        return shown
      }),
  )
}
