// Building loads hundreds of megabytes of tools. A command that goes on running afterwards leaves that to a process that ends.
import { inRoot } from '../bootstrap/paths.mjs'
import { run } from '../bootstrap/run.mjs'
import { Failure } from '../bootstrap/say.mjs'

/**
 * Brings the named parts up to date, all when none is named.
 * @throws Failure when one could not be built; what is wrong was printed by then
 */
export async function buildInChild(names: string[] = []): Promise<void> {
  const { code } = await run(process.execPath, [inRoot('scripts/build.mjs'), ...names])
  if (code !== 0) throw new Failure('Nothing was started, because the build failed.')
}
