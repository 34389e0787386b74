// Brings out/ up to date: builds the parts whose sources changed, leaves the others alone.
import { Failure, say } from '../bootstrap/say.mjs'
import { parts } from './parts.ts'
import { forget, hashOf, isFresh, keep } from './stamps.ts'

/**
 * @param names parts to bring up to date, all when empty
 * @throws Failure for an unknown part
 */
export async function buildParts(names: string[] = []): Promise<void> {
  for (const name of names.length > 0 ? names : Object.keys(parts)) {
    const part = parts[name]
    if (!part) throw new Failure(`There is no part "${name}" to build. The parts are ${Object.keys(parts).join(', ')}.`)
    const hash = hashOf(part.sources)
    if (isFresh(name, hash, part.outputs)) continue
    const started = performance.now()
    forget(name)
    await part.make()
    keep(name, hash)
    say(`built ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}
