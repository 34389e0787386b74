// Builds the pages that windows and browsers load, by the renderer's own Vite settings.
import { build } from 'vite'
import { inRoot } from '../bootstrap/paths.mjs'
import { inventory } from './inventory.ts'
import { expectNoHostIn, noTables } from './no-database.ts'

export async function buildRenderer(): Promise<void> {
  const plugins = [noTables, inventory('renderer')]
  await build({ configFile: inRoot('renderer', 'vite.config.ts'), logLevel: 'warn', plugins })
  expectNoHostIn('renderer')
}
