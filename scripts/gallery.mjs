// `npm run gallery`: takes a picture of every screen and every state of the desktop program in both themes, into out/gallery.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { withProject } from './bootstrap/index.mjs'
import { inRoot } from './bootstrap/paths.mjs'

await withProject(async () => {
  const [{ buildInChild }, { ensureElectron }, { screen }] = await Promise.all([
    import('./build/in-child.ts'),
    import('./electron/index.ts'),
    import('./system/screen.ts'),
  ])
  await buildInChild()
  const electron = await ensureElectron()
  const playwright = inRoot('node_modules/@playwright/test/cli.js')
  const args = [
    'test',
    '--config',
    'tests/playwright.config.ts',
    '--project',
    'gallery',
    '--project',
    'gallery of screens',
  ]
  const command = [...(screen() ?? []), process.execPath, playwright, ...args]
  const env = { ...process.env, PEARL_ELECTRON: electron, ELECTRON_OVERRIDE_DIST_PATH: path.dirname(electron) }
  const [program = '', ...rest] = command
  process.exitCode = spawnSync(program, rest, { stdio: 'inherit', cwd: inRoot('.'), env }).status ?? 1
})
