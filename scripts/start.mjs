// `npm start [-- FLAGS]`: opens the desktop window, or serves the same application headless where there is none.
// The flags are those of server/cli.ts and electron/main.ts; see the README.
import { withProject } from './bootstrap/index.mjs'

await withProject(async (flags) => {
  const { start } = await import('./start/start.ts')
  return start(flags)
})
