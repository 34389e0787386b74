// What every route module is given: the Fastify instance with zod types, and the parts of the server it may use.
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Actor } from '../../shared/actor.ts'
import type { Policy } from '../../shared/policy.ts'
import type { ServerConfig } from '../config.ts'
import type { Backups } from '../features/backups/backups.ts'
import type { Hub } from '../feed/hub.ts'
import type { Hosting } from '../hosting/hosting.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { TaskThread } from '../jobs/thread.ts'
import type { Store } from '../store/store.ts'
import type { Authentication } from './auth/authentication.ts'
import type { Snapshots } from './snapshots.ts'

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

export interface Dependencies {
  config: ServerConfig
  store: Store
  hub: Hub
  hosting: Hosting
  authentication: Authentication
  snapshots: Snapshots
  backups: Backups
  jobs: Jobs
  /** The second thread. */
  tasks: TaskThread
}

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy
    /** Public on this machine alone: whoever comes over the network has to be signed in. */
    publicHereOnly?: boolean
    /** Open also to somebody who has to choose another password first. */
    beforePasswordChange?: boolean
    /** The content types of the body, where they are not JSON alone. */
    accepts?: readonly string[]
  }
  interface FastifyRequest {
    /** Set by the guards on every route that is not public. */
    actor: Actor
  }
}
