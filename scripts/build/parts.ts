// The table of everything that is built: what each part is made from, what it leaves in out/, and how. Adding an entry of
// the server or a copied folder is one line here.
import path from 'node:path'
import { bundle } from './bundle.ts'
import { buildRenderer } from './renderer.ts'
import { copy } from './copy.ts'
import { inventoryFile } from './inventory.ts'

export interface Part {
  /** Files and folders whose content decides whether the part is stale. */
  sources: string[]
  /** What must exist afterwards. */
  outputs: string[]
  make: () => Promise<void>
}

/** A bundled program: `[source, output]`. */
type Entry = [source: string, output: string]

const serverEntries: Entry[] = [
  ['server/cli.ts', 'out/server/cli.js'],
  ['server/cli-program.ts', 'out/server/cli-program.js'],
  ['server/thread.ts', 'out/server/thread.js'],
  ['server/http/auth/password-worker.ts', 'out/server/password-worker.js'],
  ['server/jobs/worker.ts', 'out/server/jobs-worker.js'],
]

const electronEntries: Entry[] = [
  ['electron/main.ts', 'out/electron/main.js'],
  // A sandboxed preload script cannot be an ES module.
  ['electron/preload.ts', 'out/electron/preload.cjs'],
  ['electron/spelling/spelling-thread.ts', 'out/electron/spelling-thread.js'],
]

const copied: Entry[] = [
  ['server/db/migrations', 'out/server/migrations'],
  ['server/features/demo/demo-study.json', 'out/server/demo-study.json'],
  ['node_modules/pdfmake/fonts/Roboto/Roboto-Regular.ttf', 'out/server/fonts/Roboto-Regular.ttf'],
  ['node_modules/pdfmake/fonts/Roboto/Roboto-Medium.ttf', 'out/server/fonts/Roboto-Medium.ttf'],
  ['node_modules/dictionary-en/index.aff', 'out/electron/dictionaries/en-us.aff'],
  ['node_modules/dictionary-en/index.dic', 'out/electron/dictionaries/en-us.dic'],
  ['node_modules/dictionary-en-gb/index.aff', 'out/electron/dictionaries/en-gb.aff'],
  ['node_modules/dictionary-en-gb/index.dic', 'out/electron/dictionaries/en-gb.dic'],
  ['electron/icons/png/32x32.png', 'out/electron/tray.png'],
  ['node_modules/swagger-ui-dist/swagger-ui.css', 'out/docs/swagger-ui.css'],
  ['node_modules/swagger-ui-dist/swagger-ui-bundle.js', 'out/docs/swagger-ui-bundle.js'],
]

/** The bundles that an installed program holds: all but the command line. */
export const packedBundles = (): string[] => [
  ...[...serverEntries, ...electronEntries]
    .map(([, output]) => path.parse(output).name)
    .filter((name) => !name.startsWith('cli')),
  'renderer',
]

/** What is put beside the bundles as it is, relative to the project's root. */
export const copiedSources = (): string[] => copied.map(([source]) => source)

/** How building itself works is an input too. */
const always = ['scripts/build', 'package-lock.json']

const bundled = (entries: Entry[], sources: string[]): Part => ({
  sources: [...always, ...sources],
  outputs: entries.flatMap(([, output]) => [output, inventoryFile(path.parse(output).name)]),
  make: async () => {
    for (const [source, output] of entries) await bundle(source, output)
  },
})

export const parts: Record<string, Part> = {
  server: bundled(serverEntries, ['server', 'shared']),
  electron: bundled(electronEntries, ['electron', 'server', 'shared']),
  renderer: {
    sources: [...always, 'renderer', 'shared'],
    outputs: ['out/renderer/index.html', inventoryFile('renderer')],
    make: buildRenderer,
  },
  assets: {
    sources: [...always, ...copiedSources()],
    outputs: copied.map(([, output]) => output),
    make: async () => copied.forEach(([source, output]) => copy(source, output)),
  },
}
