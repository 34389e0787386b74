// The routes of long work: what runs, how far it is, and ending it.
import * as contract from '../../shared/actions/jobs.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'

const idOf = (params: unknown) => (params as { job_id: string }).job_id

/** Registers the routes, below the prefix of `app`. */
export function jobRoutes(app: App, { jobs }: Dependencies): void {
  app.route({ ...routeOf(contract.listJobs), handler: async () => jobs.list() })
  app.route({ ...routeOf(contract.readJob), handler: async ({ params }) => jobs.get(idOf(params)) })
  app.route({
    ...routeOf(contract.cancelJob),
    async handler({ params }) {
      jobs.cancel(idOf(params))
      return jobs.get(idOf(params))
    },
  })
}
