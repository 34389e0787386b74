// `npm run pearl -- COMMAND...`: the server's command line, e.g. `npm run pearl -- watch http://127.0.0.1:8000`.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (args) => {
  const { buildInChild } = await import('./build/in-child.ts')
  const { handOver } = await import('./bootstrap/hand-over.mjs')
  const { inRoot } = await import('./bootstrap/paths.mjs')
  await buildInChild(['server', 'assets'])
  return handOver(process.execPath, [inRoot('out/server/cli.js'), ...args])
})
