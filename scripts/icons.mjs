// `npm run icons`: draws the icons of the installed program anew from electron/icons/*.svg. The results are committed, so that
// packaging needs no browser.
import { withProject } from './bootstrap/index.mjs'

await withProject(async () => {
  const { drawIcons } = await import('./icons/draw.ts')
  await drawIcons()
})
