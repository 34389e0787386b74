// The description of every route: as OpenAPI at `/openapi.json`, to browse and try at `/docs`. Made from the routes when
// first asked for, so it costs nothing at the start; everything the page needs comes from this host. It tells a stranger on
// the network what to try, so over the network it is for those who are signed in.
import type { RouteOptions } from 'fastify'
import path from 'node:path'
import type { App } from './app-types.ts'
import { findFolder, sendFile } from './files.ts'
import type { DescribedRoute } from './openapi.ts'

const START = 'start.js'
const assets = ['swagger-ui.css', 'swagger-ui-bundle.js']
/** Beside the bundle of the server, or where the package is installed. */
const assetFolder = () => findFolder(import.meta.url, ['../docs/', '../../node_modules/swagger-ui-dist/'], assets[0]!)

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>PEARL Desktop: interface</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/${START}"></script></body>
</html>
`
const script = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null })\n`

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Registers the routes. Those registered before this are not described. */
export function docsRoutes(app: App): void {
  const described: DescribedRoute[] = []
  let document: Promise<string> | undefined
  app.addHook('onRoute', (route) => {
    described.push(...describe(route))
  })

  const options = { config: { policy: 'public', publicHereOnly: true }, schema: { hide: true } } as const

  app.get('/openapi.json', options, async (_request, reply) => {
    document ??= import('./openapi.ts').then(({ describeRoutes }) => describeRoutes(described))
    return reply.type('application/json; charset=utf-8').send(await document)
  })

  app.get('/docs', options, (_request, reply) =>
    reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(page),
  )
  app.get(`/docs/${START}`, options, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script))

  const folder = assetFolder()
  if (!folder) {
    app.log.warn('The files of /docs are missing; the description is at /openapi.json')
    return
  }
  for (const name of assets) {
    app.get(`/docs/${name}`, options, (_request, reply) => sendFile(reply, path.join(folder, name)))
  }
}

function describe({ method, url, schema, config }: RouteOptions): DescribedRoute[] {
  const policy = config?.policy
  if (!schema || policy === undefined) return []
  return [method]
    .flat()
    .filter((verb) => verb !== 'HEAD')
    .map((verb) => ({ method: verb, url, schema, policy }))
}
