// The test projects that run without a window: one per folder under tests/, so that `--project faults` runs only that.
// Tests share nothing (own temporary folder, port 0), so their files may run side by side.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import renderer from '../renderer/vite.config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** How long a test may take before it is taken to hang, in milliseconds: no measure, so a busy machine is given its time. */
const PATIENCE = 60_000

/** A project in plain Node, each test file in a process of its own: native addons and signals need one. */
const inNode = (name: string, folders: string[], timeout = PATIENCE) => ({
  extends: true as const,
  test: {
    name,
    environment: 'node',
    include: folders.map((folder) => `tests/${folder}/**/*.test.ts`),
    testTimeout: timeout,
    hookTimeout: timeout,
  },
})

export default defineConfig({
  root,
  // Vite would otherwise look for a public folder and an env file of its own in the project's root.
  publicDir: false,
  envDir: false,
  cacheDir: 'node_modules/.vite-tests',
  test: {
    pool: 'forks',
    maxWorkers: 2,
    passWithNoTests: true,
    reporters: ['default'],
    expect: { poll: { timeout: 15_000 } },
    projects: [
      inNode('unit', ['shared', 'server', 'scripts']),
      inNode('protocol', ['protocol']),
      inNode('sync', ['sync']),
      inNode('security', ['security']),
      inNode('faults', ['faults'], 180_000),
      {
        extends: true,
        // The pages' own plugins: components of the library resolve as they do in the window.
        plugins: renderer.plugins ?? [],
        define: renderer.define ?? {},
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['tests/renderer/**/*.test.ts'],
          testTimeout: PATIENCE,
        },
      },
    ],
  },
})
