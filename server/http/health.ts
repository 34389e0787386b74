// What anybody may ask: whether this is a PEARL host and how to sign in, and whether its database answers. Nothing about
// people, paths or contents.
import type { AppError } from '../../shared/errors.ts'
import { PRODUCT, PROTOCOL } from '../../shared/protocol.ts'
import { prepared } from '../db/statements.ts'
import { readSettings } from './hosting/settings.ts'
import type { App, Dependencies } from './app-types.ts'

/** `GET /hello`, below the prefix of `app`. */
export function helloRoute(
  app: App,
  { config, hosting, store }: Pick<Dependencies, 'config' | 'hosting' | 'store'>,
): void {
  app.get(
    '/hello',
    { config: { policy: 'public' }, schema: { summary: 'Which program answers here' } },
    (_request, reply) =>
      reply.send({
        product: PRODUCT,
        protocol: PROTOCOL,
        open: config.open,
        // Present when the host was started with one that holds instead of the workspace's own.
        workflow_policy: config.policy,
        read_only: config.readOnly === true,
        newcomers_may_ask: hosting.isHosting && readSettings(store.db).newcomers_may_ask,
      }),
  )
}

/** `GET /health` (protocol 2.17); `backups` says in one word whether they are as they should be. */
export function healthRoute(app: App, { store, backups }: Pick<Dependencies, 'store' | 'backups'>): void {
  app.get(
    '/health',
    { config: { policy: 'public' }, schema: { summary: 'Whether the host works' } },
    (request, reply) => {
      try {
        prepared(store.db, 'SELECT 1 FROM feed').get()
      } catch (error) {
        request.log.error({ err: error }, 'The database does not answer')
        const message = 'Database connection failed: see the log on the host'
        return reply.code(503).send({
          detail: { status: 'unhealthy', database: 'disconnected', message },
          code: 'unavailable' satisfies AppError['code'],
        })
      }
      return reply.send({
        status: 'healthy',
        database: 'connected',
        message: 'Service is running normally',
        backups: backups.health(),
      })
    },
  )
}
