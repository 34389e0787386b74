// The moment from which the program may take the machine for other things than its first window: on two cores a host that
// starts at the same time costs that window a quarter of its start.
import type { BrowserWindow } from 'electron'

/** A window that cannot show itself must not keep its workspace closed. */
const PATIENCE_MS = 2_000

/** Kept once the first window can be seen, or takes too long. */
export function createFirstSight() {
  const { promise, resolve } = Promise.withResolvers<void>()
  let timer: NodeJS.Timeout | undefined
  return {
    seen: promise,
    of(window: BrowserWindow): void {
      window.once('ready-to-show', resolve)
      window.once('closed', resolve)
      timer ??= setTimeout(resolve, PATIENCE_MS)
    },
  }
}
