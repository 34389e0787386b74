// The window's bundle for browsers, at `/`: every file of it is a route of its own, so there is no path to climb out of.
// Programs that ask `/` for JSON, and hosts without a bundle, get the description that upstream gives (protocol 2.1).
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { FastifyRequest } from 'fastify'
import packageFile from '../../package.json' with { type: 'json' }
import { contentSecurityPolicy } from '../../shared/page-policy.ts'
import { isFromNetwork } from '../hosting/tls-listener.ts'
import type { App } from './app-types.ts'
import { findFolder, sendFile } from './files.ts'

const START = 'index.html'
/** Beside the bundle of the server, or in the source tree's `out`. */
const built = () => findFolder(import.meta.url, ['../renderer/', '../../out/renderer/'], START)

const description = { message: 'PEARL Backend API', version: packageFile.version, docs: '/docs', health: '/health' }

/** Not every browser takes 'self' to include the socket. */
const pagePolicy = ({ headers, raw }: FastifyRequest) =>
  contentSecurityPolicy([`${isFromNetwork(raw.socket) ? 'wss' : 'ws'}://${headers.host}`])

/** Registers `/` and the files of the bundle in `folder`; without a bundle `/` is the description alone. */
export function staticRoutes(app: App, folder = built()): void {
  const options = { config: { policy: 'public' }, schema: { hide: true } } as const

  app.get('/', options, (request, reply) => {
    void reply.header('vary', 'Accept')
    const wantsPage = request.headers.accept?.includes('text/html') === true
    if (!folder || !wantsPage) return reply.send(description)
    void reply.headers({ 'content-security-policy': pagePolicy(request), 'cache-control': 'no-cache' })
    return sendFile(reply, path.join(folder, START))
  })

  if (!folder) return
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, file).split(path.sep).join('/')
    if (!entry.isFile() || name === START) continue
    app.get(`/${name}`, options, (_request, reply) => {
      // Names of assets carry a hash of their content.
      if (name.startsWith('assets/')) void reply.header('cache-control', 'public, max-age=31536000, immutable')
      return sendFile(reply, file)
    })
  }
}
