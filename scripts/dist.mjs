// `npm run dist [-- --for-tests]`: makes what is installed, for this system, in dist/; the tests start a folder of their own.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (args) => {
  const { dist } = await import('./packaging/index.ts')
  return dist(args)
})
