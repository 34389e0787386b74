// `npm run bench [-- NAME...]`: measures the program against the limits stated in bench/.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (args) => {
  const { buildInChild } = await import('./build/in-child.ts')
  const { runBench } = await import('./bench/run.ts')
  await buildInChild()
  return runBench(args)
})
