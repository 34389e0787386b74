// The tests that look at a window: `browser` drives Chromium against a host, `electron` drives the desktop program itself.
// Both test what lies in out/, so build first. The machine's own Chromium is used where there is one.
import { defineConfig } from '@playwright/test'
import { existsSync } from 'node:fs'

const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((file) =>
  existsSync(file),
)
const isRoot = process.getuid?.() === 0

export default defineConfig({
  outputDir: '../test-results',
  forbidOnly: Boolean(process.env.CI),
  // One window at a time unless asked otherwise: two cores are shared with the host under test.
  workers: 1,
  timeout: 60_000,
  globalTimeout: 1_800_000,
  expect: { timeout: 10_000 },
  use: {
    // Recording every step for the case that it fails makes a test up to three times slower; `--trace on` records one.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(installed ? { executablePath: installed } : {}),
      args: isRoot ? ['--no-sandbox', '--disable-gpu'] : [],
    },
  },
  projects: [
    { name: 'browser', testDir: './e2e' },
    { name: 'electron', testDir: './electron' },
    // `npm run gallery`, and no part of `npm test`.
    { name: 'gallery', testDir: './electron', testMatch: '*.pictures.ts' },
    { name: 'gallery of screens', testDir: './e2e', testMatch: '*.pictures.ts' },
  ],
})
