// Where a window stands and how large its text is, remembered for each place and put back onto a display that is there.
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import type { WindowState } from '../settings.ts'

/** How a window is to be made. */
export interface Standing {
  bounds?: Rectangle
  maximized: boolean
}

/** Least of a window's upper edge that must be on a display, in pixels: enough to take hold of it. */
const HOLD = { width: 160, height: 40 }

/** @param displays areas that windows may cover */
export function standingOf(state: WindowState | undefined, displays: readonly Rectangle[]): Standing {
  if (!state) return { maximized: false }
  const { x, y, width, height, maximized } = state
  const isWithin = displays.some((area) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
    return across >= HOLD.width && y >= area.y && y + HOLD.height <= area.y + area.height
  })
  return isWithin ? { bounds: { x, y, width, height }, maximized } : { maximized }
}

export const displayAreas = (): Rectangle[] => screen.getAllDisplays().map(({ workArea }) => workArea)

/** How the window stands now; a maximized one also remembers what it was before. */
export function stateOf(window: BrowserWindow): WindowState {
  return {
    ...window.getNormalBounds(),
    maximized: window.isMaximized(),
    zoom: window.webContents.getZoomLevel(),
  }
}
