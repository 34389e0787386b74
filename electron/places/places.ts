// Which places are open and which windows look at them. A place lives as long as a window does, or as long as it is kept
// for those who joined it; places are the same when their ids are.
import type { BrowserWindow } from 'electron'
import type { Answer, Connection, Place } from '../../shared/desktop.ts'
import type { Recovery } from '../../shared/recovery.ts'
import type { HostingReport } from '../host.ts'

export interface OpenPlace {
  place(): Place
  connection(): Promise<Answer<Connection>>
  /** The one origin that its windows may call; undefined while there is none. */
  origin(): string | undefined
  /** The same in terms of a Content-Security-Policy, known before the origin is. */
  sources(): readonly string[]
  /** Certificate that is accepted from an address; nullish where none is. */
  pin(): { address: string; fingerprint: string } | null | undefined
  /** Recovers a workspace whose file is damaged and starts its host; absent where that cannot be. @throws when it fails */
  recover?(recovery: Recovery): Promise<void>
  /** Null when it lets nobody in, now or ever. */
  hosting(): HostingReport | null
  /** Never rejects. */
  close(): Promise<void>
}

export type Places = ReturnType<typeof createPlaces>

export function createPlaces() {
  const open = new Map<string, OpenPlace>()
  /** By id of the window's contents, because requests name those. */
  const views = new Map<number, { window: BrowserWindow; id: string }>()
  const kept = new Set<string>()
  /** Those on their way out, by id: the same folder is not opened before it has been let go of. */
  const closing = new Map<string, Promise<void>>()

  const idOf = (place: OpenPlace) => place.place().id
  const windowsOf = (id: string) => [...views.values()].filter((view) => view.id === id).map(({ window }) => window)

  function ofContents(contentsId: number): OpenPlace | undefined {
    const view = views.get(contentsId)
    return view && open.get(view.id)
  }

  function close(id: string): Promise<void> {
    const place = open.get(id)
    if (!place) return closing.get(id) ?? Promise.resolve()
    open.delete(id)
    kept.delete(id)
    const done = place.close().finally(() => closing.delete(id))
    closing.set(id, done)
    return done
  }

  function closeIfUnused(id: string): void {
    if (windowsOf(id).length === 0 && !kept.has(id)) void close(id)
  }

  /** The window looks at nothing from now on; a place that nobody looks at is closed. */
  function leave(contentsId: number): void {
    const view = views.get(contentsId)
    views.delete(contentsId)
    if (view) closeIfUnused(view.id)
  }

  return {
    ofContents,
    of: (window: BrowserWindow) => (window.isDestroyed() ? undefined : ofContents(window.webContents.id)),
    originOf: (contentsId: number) => ofContents(contentsId)?.origin(),
    /** Fingerprints of the certificates that are accepted from an IP address. */
    pinsOf: (address: string) =>
      [...open.values()].flatMap((place) => {
        const pin = place.pin()
        return pin?.address === address ? [pin.fingerprint] : []
      }),
    /** An open place by its id. */
    find: (id: string) => open.get(id),
    all: () => [...open.values()],
    windowsOf: (place: OpenPlace) => windowsOf(idOf(place)),
    /** Resolves when a place that is being closed is closed. */
    closed: (id: string) => closing.get(id) ?? Promise.resolve(),
    /** Lists a place that a window will look at. */
    add: (place: OpenPlace) => void open.set(idOf(place), place),
    /** Closes a place that has been added and that nobody looks at, because it was not opened after all. */
    closeIfUnused: (place: OpenPlace) => closeIfUnused(idOf(place)),
    /** From now on the window looks at this place, or at none. */
    show(window: BrowserWindow, place: OpenPlace | null) {
      const contentsId = window.webContents.id
      const before = views.get(contentsId)?.id
      if (!place) return leave(contentsId)
      const id = idOf(place)
      views.set(contentsId, { window, id })
      kept.delete(id)
      if (before !== undefined && before !== id) closeIfUnused(before)
    },
    leave,
    /** It stays open without windows, for those who joined it. */
    keep: (place: OpenPlace) => void kept.add(idOf(place)),
    /** Those that stay open without windows. */
    kept: () => [...kept].flatMap((id) => open.get(id) ?? []),
    close: (place: OpenPlace) => close(idOf(place)),
    async closeAll() {
      await Promise.all([...[...open.keys()].map(close), ...closing.values()])
    },
  }
}
