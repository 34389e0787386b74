// `npm run soak`: the tests that `npm test` runs in a short form, at their full length: many rounds, and machines that sleep for
// a minute; then `npm run guards`. About three quarters of an hour.
import { withProject } from './bootstrap/index.mjs'

await withProject(async () => {
  const { runSoak } = await import('./test/soak.ts')
  return runSoak()
})
