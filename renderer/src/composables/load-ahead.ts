// Loads a part of the program that is not needed yet, so that it is there at once when it is.

/** Without a host it cannot be had now; whoever opens it asks for it again, and is told. */
export function loadAhead(load: () => Promise<unknown>): void {
  load().catch(() => undefined)
}
