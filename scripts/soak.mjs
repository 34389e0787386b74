// `npm run soak`: the tests that `npm test` runs in a short form, at their full length: many rounds, and machines that sleep for
// a minute. About ten minutes.
import { withProject } from './bootstrap/index.mjs'

await withProject(async () => {
  const { runSoak } = await import('./test/soak.ts')
  return runSoak()
})
