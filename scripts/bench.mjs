// `npm run bench [-- NAME...]`: measures the server against the limits stated in bench/.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (args) => {
  const { buildParts } = await import('./build/index.ts')
  const { handOver } = await import('./bootstrap/hand-over.mjs')
  const { inRoot } = await import('./bootstrap/paths.mjs')
  await buildParts(['server', 'assets'])
  return handOver(process.execPath, [inRoot('bench/run.ts'), ...args])
})
