// Work at a steady rate, open loop: a turn that comes late does not move the ones after it.
import { setTimeout as delay } from 'node:timers/promises'

/** Runs `work` `count` times at `perSecond`; resolves when the last has begun. */
export async function pace(perSecond: number, count: number, work: (index: number) => void): Promise<void> {
  const start = performance.now()
  for (let index = 0; index < count; index += 1) {
    const wait = start + (index * 1000) / perSecond - performance.now()
    if (wait > 0) await delay(wait)
    work(index)
  }
}
