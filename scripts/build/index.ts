// Brings out/ up to date: builds the parts whose sources changed, leaves the others alone.
import { Failure, say } from '../bootstrap/say.mjs'
import { parts, type Part } from './parts.ts'
import { forget, hashOf, isFresh, keep } from './stamps.ts'

/**
 * Builds every stale part even after one failed, so that one fault does not hide another.
 * @param names parts to bring up to date, all when empty
 * @throws Failure for an unknown part, or naming the parts that could not be built
 */
export async function buildParts(names: string[] = []): Promise<void> {
  const failures: string[] = []
  for (const name of names.length > 0 ? names : Object.keys(parts)) {
    const part = parts[name]
    if (!part) throw new Failure(`There is no part "${name}" to build. The parts are ${Object.keys(parts).join(', ')}.`)
    try {
      await bringUpToDate(name, part)
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (failures.length > 0) throw new Failure(`could not build ${failures.join('\n')}`)
}

async function bringUpToDate(name: string, part: Part): Promise<void> {
  const hash = hashOf(part.sources)
  if (isFresh(name, hash, part.outputs)) return
  const started = performance.now()
  forget(name)
  await part.make()
  keep(name, hash)
  say(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
