// Which Electron the desktop goals run in: the one that `npm run bench` found or prepared.

/** True when `npm run bench` found an Electron and a screen. */
export const hasWindows = (): boolean => Boolean(process.env.PEARL_ELECTRON)

/** Path of the executable. @throws Error with the remedy when none was found, or there is no screen to show a window on */
export function electronAtHand(): string {
  const executable = process.env.PEARL_ELECTRON
  if (!executable) {
    throw new Error('G15 and G16 need an Electron and a screen. Run `npm run bench`, which says why it has none.')
  }
  return executable
}
