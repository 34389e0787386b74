// The entry of the command line. Loads the program with V8's compile cache on, which takes a quarter off the start; the
// cache can only serve what is loaded after it was turned on, hence two files.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const isBundled = import.meta.url.endsWith('.js')

// Beside the program: whoever can write there can change the program itself, which is not so of the usual temporary folder.
// Where nothing can be written, Node goes on without.
if (isBundled) module.enableCompileCache(fileURLToPath(new URL('../.compile-cache', import.meta.url)))
await import(new URL(isBundled ? './cli-program.js' : './cli-program.ts', import.meta.url).href)
