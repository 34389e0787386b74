// What every command of the project does first: a Node that fits, the packages of the lock file, then the work itself.
import { delimiter, dirname } from 'node:path'
import { handOver } from './hand-over.mjs'
import { installNode, isSupported } from './node.mjs'
import { ensurePackages } from './packages.mjs'
import { finish } from './say.mjs'

/**
 * @param {(args: string[]) => Promise<number | void>} work runs under a supported Node with all packages in place, given the
 *   command's arguments; resolves to the exit code
 */
export async function withProject(work) {
  await finish(async () => {
    if (!isSupported()) {
      const { executable } = await installNode()
      return handOver(executable, [...process.execArgv, ...process.argv.slice(1)])
    }
    // Programs started from here on find this Node first, whatever the machine's own is.
    process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
    await ensurePackages()
    return work(process.argv.slice(2))
  })
}
