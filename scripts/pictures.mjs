// `npm run pictures`: takes the pictures of docs/pictures anew. Needs Chromium on the machine.
import { withProject } from './bootstrap/index.mjs'

await withProject(async () => {
  const { buildInChild } = await import('./build/in-child.ts')
  const { takePictures } = await import('./pictures/take.ts')
  await buildInChild()
  await takePictures()
})
