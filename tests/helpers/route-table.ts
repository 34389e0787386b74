// The live route table: what every server started in this process has registered, seen from outside the product.
import diagnostics from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import type { Policy } from '../../shared/policy.ts'

export interface RegisteredRoute {
  method: string
  url: string
  policy: Policy | undefined
  /** The zod schemas of its parts. */
  schema: { body?: unknown; querystring?: unknown } | undefined
}

/** Starts recording; call it before the server is started. Returns the list, which grows as routes are registered. */
export function recordRoutes(): readonly RegisteredRoute[] {
  const routes: RegisteredRoute[] = []
  diagnostics.subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url, config, schema }) => {
      for (const verb of [method].flat()) routes.push({ method: verb, url, policy: config?.policy, schema })
    })
  })
  return routes
}

/** A path that matches the pattern of the route and names nothing that exists. */
export const examplePath = (url: string): string => url.replaceAll(/:[a-z_]+/g, '999999')
