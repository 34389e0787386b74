// The sign beside the clock while workspaces are hosted without a window: opens them, stops them, quits.
import { app, Menu, nativeImage, Tray } from 'electron'
import path from 'node:path'
import type { OpenPlace } from '../places/places.ts'

/** electron/icons/png/32x32.png, put there by the build. */
const ICON = path.join(import.meta.dirname, 'tray.png')

export interface TrayActions {
  open(place: OpenPlace): void
  stop(place: OpenPlace): void
}

let tray: Tray | undefined

/** @param places those hosted without a window; none takes the sign away */
export function showTray(places: readonly OpenPlace[], actions: TrayActions): void {
  if (places.length === 0) {
    tray?.destroy()
    tray = undefined
    return
  }
  tray ??= new Tray(nativeImage.createFromPath(ICON))
  const connected = places.reduce((sum, place) => sum + (place.hosting()?.connected.length ?? 0), 0)
  tray.setToolTip(`PEARL is hosting; ${connected} connected`)
  tray.setContextMenu(
    Menu.buildFromTemplate([
      ...places.map((place) => ({ label: `Open ${nameOf(place)}`, click: () => actions.open(place) })),
      { type: 'separator' as const },
      ...places.map((place) => ({ label: `Stop hosting ${nameOf(place)}`, click: () => actions.stop(place) })),
      { type: 'separator' as const },
      { label: 'Quit PEARL', click: () => app.quit() },
    ]),
  )
}

/** An ampersand would underline the letter after it. */
const nameOf = (place: OpenPlace) => place.place().name.replaceAll('&', '&&')
