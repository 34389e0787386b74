// `npm run guards [-- WORD...]`: whether a test fails without each of the server's guards. About five minutes.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (words) => {
  const { runGuards } = await import('./guards/index.ts')
  return runGuards(words)
})
