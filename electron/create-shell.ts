// The program as its menus, notifications and windows see it (electron/shell.ts), put together from places, windows and what
// is remembered.
import { BrowserWindow } from 'electron'
import type { Answer } from '../shared/desktop.ts'
import { tell } from './events.ts'
import type { Opening } from './places/opening.ts'
import type { OpenPlace, Places } from './places/places.ts'
import { refuse } from './refuse.ts'
import type { Memory } from './settings.ts'
import type { Shell } from './shell.ts'
import type { Views } from './windows/views.ts'

export interface ShellContext {
  places: Places
  memory: Memory
  views: Views
  opening: Opening
  /** Told after the list of recent places has changed. */
  onRecents: () => void
}

export interface ProgramShell extends Shell {
  /** Puts a place on the list of recent ones, unless it is to be thrown away; null for the start screen. */
  remember(place: OpenPlace | null): void
}

export function createShell({ places, memory, views, opening, onRecents }: ShellContext): ProgramShell {
  function remember(open: OpenPlace | null) {
    const place = open?.place() ?? null
    if (place?.kind === 'workspace' && (place.throw_away || place.read_only)) return
    memory.remember(place)
    onRecents()
  }

  /** The whole fingerprint, once it is known, is what counts from then on. */
  function rememberKey(open: OpenPlace) {
    const place = open.place()
    if (place.kind !== 'joined') return
    const known = memory.recents().find((entry) => entry.place.id === place.id)?.place
    if (known?.kind === 'joined' && known.fingerprint !== place.fingerprint) remember(open)
  }

  return {
    remember,
    placeOf: (window) => places.of(window)?.place() ?? null,
    async connectionOf(window) {
      const place = places.of(window)
      if (!place) return refuse('no_place', 'Nothing is open in this window. Choose what to open.')
      const answer = await place.connection()
      if (answer.ok) rememberKey(place)
      return answer
    },
    recents: () => memory.recents(),
    settings: () => memory.settings(),
    async open(window, choice): Promise<Answer<null>> {
      const answer = await opening.choose(choice)
      if (!answer.ok) return answer
      const { place, route } = answer.value
      if (window.isDestroyed()) {
        if (place) places.closeIfUnused(place)
      } else {
        views.show(window, place, route)
        remember(place)
      }
      return { ok: true, value: null }
    },
    newWindow() {
      const focused = BrowserWindow.getFocusedWindow()
      return views.open((focused && places.of(focused)) ?? null)
    },
    tell,
  }
}
