// Puts windows before places: makes them, moves them from one place to another, and remembers how they stood. Only here is a
// window told what to load.
import type { BrowserWindow } from 'electron'
import { holdEvents } from '../events.ts'
import { reloadAfterCrash } from './page-crash.ts'
import type { OpenPlace, Places } from '../places/places.ts'
import { newAddress } from '../protocol.ts'
import type { Memory } from '../settings.ts'
import { displayAreas, standingOf, stateOf } from './window-state.ts'
import { createWindow } from './windows.ts'

/** Name under which the start screen's window is remembered. */
const NO_PLACE = ''

export type Views = ReturnType<typeof createViews>

/** @param mayClose asked before a window closes; false keeps it open */
export function createViews(places: Places, memory: Memory, mayClose: (window: BrowserWindow) => boolean) {
  const keyOf = (place: OpenPlace | null | undefined) => place?.place().id ?? NO_PLACE
  const keep = (window: BrowserWindow) => memory.keepWindow(keyOf(places.of(window)), stateOf(window))

  function load(window: BrowserWindow, route: string) {
    holdEvents(window)
    void window.loadURL(newAddress(window.webContents.id, route)).catch((error: NodeJS.ErrnoException) => {
      // A load that another one has overtaken is not a failure.
      if (error.code !== 'ERR_ABORTED') console.error(error.message)
    })
  }

  return {
    /** A new window on a place, or on the start screen. */
    open(place: OpenPlace | null, route = '/'): BrowserWindow {
      const window = createWindow(standingOf(memory.windowOf(keyOf(place)), displayAreas()))
      const { webContents } = window
      const { id } = webContents
      places.show(window, place)
      reloadAfterCrash(window)
      window.on('close', (event) => {
        keep(window)
        if (!mayClose(window)) event.preventDefault()
      })
      window.on('closed', () => places.leave(id))
      webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) holdEvents(window)
      })
      webContents.on('did-finish-load', () =>
        webContents.setZoomLevel(memory.windowOf(keyOf(places.of(window)))?.zoom ?? 0),
      )
      load(window, route)
      return window
    },

    /** The window looks at another place from now on, and is loaded anew. */
    show(window: BrowserWindow, place: OpenPlace | null, route = '/') {
      keep(window)
      places.show(window, place)
      load(window, route)
    },

    keep,
  }
}
