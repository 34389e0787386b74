// `npm run bench [-- NAME...]`: measures the server against the limits stated in bench/.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (args) => {
  const { buildInChild } = await import('./build/in-child.ts')
  const { handOver } = await import('./bootstrap/hand-over.mjs')
  const { inRoot } = await import('./bootstrap/paths.mjs')
  await buildInChild(['server', 'assets'])
  return handOver(process.execPath, [inRoot('bench/run.ts'), ...args])
})
