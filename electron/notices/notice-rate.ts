// Keeps notifications from raining: what comes beyond five within ten seconds is held back and told in one sentence when
// the ten seconds are over. Free of Electron.

const AT_MOST = 5
/** Milliseconds. */
const WITHIN = 10_000

export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number
  /** Calls once after so many milliseconds. */
  later(run: () => void, milliseconds: number): void
}

const machine: Clock = {
  now: () => performance.now(),
  later: (run, milliseconds) => void setTimeout(run, milliseconds).unref(),
}

export interface NoticeRate<Item> {
  /** Shows it now, or counts it for the sentence. */
  offer(item: Item): void
}

/**
 * @param show called at once for what may be shown
 * @param summarise called with everything that was held back, in its order; counts as one of the five
 */
export function createNoticeRate<Item>(
  show: (item: Item) => void,
  summarise: (held: readonly Item[]) => void,
  clock = machine,
): NoticeRate<Item> {
  let shownAt: number[] = []
  let held: Item[] = []

  function tellHeld() {
    const items = held
    held = []
    shownAt = [clock.now()]
    summarise(items)
  }

  return {
    offer(item) {
      const now = clock.now()
      shownAt = shownAt.filter((time) => now - time < WITHIN)
      if (held.length === 0 && shownAt.length < AT_MOST) {
        shownAt.push(now)
        show(item)
        return
      }
      if (held.length === 0) clock.later(tellHeld, WITHIN - (now - shownAt[0]!))
      held.push(item)
    },
  }
}
