// `npm run pictures`: takes the pictures of docs/pictures anew. Needs Chromium on the machine.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { withProject } from './bootstrap/index.mjs'

await withProject(async () => {
  const { buildInChild } = await import('./build/in-child.ts')
  await buildInChild()
  // A program of its own: it starts hosts as tests do, which nothing but tests imports.
  const program = path.join(import.meta.dirname, '..', 'tests', 'pictures', 'take.ts')
  process.exitCode = spawnSync(process.execPath, [program], { stdio: 'inherit' }).status ?? 1
})
