// `npm run build [-- PART...]`: brings out/ up to date. Parts: server, electron, renderer, assets; all when none is named.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (names) => {
  const { buildParts } = await import('./build/index.ts')
  await buildParts(names)
})
