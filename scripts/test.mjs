// `npm test [-- --only checks|unit|e2e|electron]`: every check and test; the last line is the sum over all of them.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (args) => {
  const { runTests } = await import('./test/run.ts')
  return runTests(args)
})
