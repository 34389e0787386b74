// Builds the pages that windows and browsers load, by the renderer's own Vite settings.
import { build } from 'vite'
import { inRoot } from '../bootstrap/paths.mjs'
import { inventory } from './inventory.ts'

export async function buildRenderer(): Promise<void> {
  await build({ configFile: inRoot('renderer', 'vite.config.ts'), logLevel: 'warn', plugins: [inventory('renderer')] })
}
