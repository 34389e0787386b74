// Makes one file out of a program for Node or Electron's main process: it starts faster than hundreds of modules, and what
// is installed holds only the native addon beside it.
import path from 'node:path'
import { build } from 'vite'
import { inRoot, root } from '../bootstrap/paths.mjs'
import { inventory } from './inventory.ts'

/** Only what cannot be part of a file of JavaScript: a native addon, and what Electron itself provides. */
const external = ['better-sqlite3', 'electron']

/**
 * @param source entry, relative to the project's root
 * @param output file to write; `.cjs` makes CommonJS, anything else an ES module
 */
export async function bundle(source: string, output: string): Promise<void> {
  await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [inventory(path.parse(output).name)],
    // Libraries that were written for CommonJS look beside themselves; in an ES module that is said differently.
    define: output.endsWith('.cjs') ? {} : { __dirname: 'import.meta.dirname' },
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: inRoot(source),
      outDir: inRoot(path.dirname(output)),
      emptyOutDir: false,
      // The oldest runtime that runs the bundles: the Electron used for testing where Electron 45 cannot be had.
      target: 'node20',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        output: {
          format: output.endsWith('.cjs') ? 'cjs' : 'esm',
          entryFileNames: path.basename(output),
          codeSplitting: false,
        },
      },
    },
  })
}
