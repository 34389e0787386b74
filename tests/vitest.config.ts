// The test projects that run without a window: one per folder under tests/, so that `--project faults` runs only that.
// Tests share nothing (own temporary folder, port 0), so their files may run side by side.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import renderer from '../renderer/vite.config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A project in plain Node, each test file in a process of its own: native addons and signals need one. */
const inNode = (name: string, folders: string[], timeout: number) => ({
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
    projects: [
      inNode('unit', ['shared', 'server', 'scripts'], 15_000),
      inNode('protocol', ['protocol'], 20_000),
      inNode('sync', ['sync'], 30_000),
      inNode('security', ['security'], 20_000),
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
          testTimeout: 15_000,
        },
      },
    ],
  },
})
