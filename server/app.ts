// Puts the HTTP application together, in reading order: limits, guards, errors, then the routes. It never listens.
import multipart from '@fastify/multipart'
import websocket from '@fastify/websocket'
import Fastify, { LogController, type FastifyBaseLogger } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { FEED_PROTOCOL } from '../shared/events.ts'
import { handlers } from './features/index.ts'
import { feedRoute } from './feed/route.ts'
import { actionRoutes } from './http/actions.ts'
import type { App, Dependencies } from './http/app-types.ts'
import { auditExportRoutes } from './http/audit-export.ts'
import { backupRoutes } from './http/backups.ts'
import { changeRoutes } from './http/changes.ts'
import { docsRoutes } from './http/docs.ts'
import { FORM_LIMITS } from './http/form-rows.ts'
import { exportRoutes } from './http/exports.ts'
import { entityRoutes } from './http/entities.ts'
import { accountRoutes } from './http/auth/account-routes.ts'
import { authRoutes } from './http/auth/auth-routes.ts'
import { ownAccountRoutes } from './http/auth/own-account-routes.ts'
import { installErrorHandlers } from './http/errors.ts'
import { installGuards } from './http/guards.ts'
import { hostingRoutes, type HostingControl } from './http/hosting/routes.ts'
import { healthRoute, helloRoute } from './http/health.ts'
import { importRoutes } from './http/imports.ts'
import { jobRoutes } from './http/jobs.ts'
import { openFormatRoutes } from './http/open-format.ts'
import { reportRoutes } from './http/reports.ts'
import { resources } from './http/resources/index.ts'
import { MAX_CONNECTIONS, serverOptions } from './http/server-options.ts'
import { snapshotRoutes } from './http/snapshots.ts'
import { staticRoutes } from './http/static.ts'
import { validatorCompiler } from './http/validation.ts'

/** Largest message a client may send on the socket, in bytes. */
const MAX_MESSAGE = 64 * 1024

/** Builds the application over an opened store; `log` is where requests and failures are reported. */
export async function buildApp(
  dependencies: Dependencies,
  log: FastifyBaseLogger,
): Promise<{ app: App; control: HostingControl }> {
  let control: HostingControl | undefined
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: true,
    ...serverOptions,
  }).withTypeProvider<ZodTypeProvider>() as App
  app.server.maxConnections = MAX_CONNECTIONS
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => (value) => JSON.stringify(value))

  installErrorHandlers(app)
  await app.register(websocket, {
    options: {
      maxPayload: MAX_MESSAGE,
      perMessageDeflate: false,
      handleProtocols: (offered) => (offered.has(FEED_PROTOCOL) ? FEED_PROTOCOL : false),
    },
  })
  installGuards(app, dependencies)
  docsRoutes(app)
  staticRoutes(app)
  feedRoute(app, dependencies)
  healthRoute(app, dependencies)
  await app.register(
    async (api) => {
      await api.register(multipart, { limits: FORM_LIMITS })
      helloRoute(api, dependencies)
      authRoutes(api, dependencies)
      ownAccountRoutes(api, dependencies)
      accountRoutes(api, dependencies)
      control = hostingRoutes(api, dependencies)
      snapshotRoutes(api, dependencies)
      entityRoutes(api, dependencies, resources)
      backupRoutes(api, dependencies)
      openFormatRoutes(api, dependencies)
      jobRoutes(api, dependencies)
      importRoutes(api, dependencies)
      exportRoutes(api, dependencies)
      auditExportRoutes(api, dependencies)
      reportRoutes(api, dependencies)
      changeRoutes(api, dependencies)
      actionRoutes(api, dependencies, handlers)
    },
    { prefix: '/api/v1' },
  )
  await app.after()
  return { app, control: control! }
}
