// The routes that change something, from the live route table.
import { examplePath, recordRoutes } from './route-table.ts'

export { bearer } from './people.ts'

/** Starts recording; the list is complete once a server has started. Public routes sign in and out and change no contents. */
export function recordedWrites(): () => { method: string; url: string }[] {
  const routes = recordRoutes()
  return () =>
    routes
      .filter(({ method, policy }) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && policy !== 'public')
      .map(({ method, url }) => ({ method, url: examplePath(url) }))
}
