// Where things of this working copy lie. Nothing is ever installed outside it, except Debian packages.
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** @param {string[]} parts */
export const inRoot = (...parts) => path.join(root, ...parts)

/** Programs that the project installs for itself, and the stamps that say what was already done. */
export const tools = inRoot('.tools')
