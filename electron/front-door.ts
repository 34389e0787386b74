// What comes from outside: a second start of the program, a `pearl://` address, a file that the system hands over. It brings
// a window up and shows something there; it never does more.
import { app, BrowserWindow, dialog } from 'electron'
import type { Arguments } from './arguments.ts'
import type { ProgramShell } from './create-shell.ts'
import { readDeepLink } from './deep-links.ts'
import type { Opening } from './places/opening.ts'
import type { Places } from './places/places.ts'
import { tellRefusal } from './refusal-dialog.ts'
import type { Views } from './windows/views.ts'
import { bringUp } from './windows/windows.ts'

export interface FrontDoorContext {
  places: Places
  views: Views
  opening: Opening
  shell: ProgramShell
}

export interface FrontDoor {
  /** Brings the window before the person that was used last, or makes one. */
  show(): Promise<BrowserWindow>
  arrive(asked: Arguments): Promise<void>
}

export function createFrontDoor({ places, views, opening, shell }: FrontDoorContext): FrontDoor {
  /** In the order in which they had the focus, the latest first. */
  let windows: BrowserWindow[] = []
  app.on('browser-window-created', (_event, window) => windows.push(window))
  app.on('browser-window-focus', (_event, window) => {
    windows = [window, ...windows.filter((other) => other !== window)]
  })

  function lastUsed(): BrowserWindow | undefined {
    windows = windows.filter((window) => !window.isDestroyed())
    return windows[0]
  }

  async function show(): Promise<BrowserWindow> {
    const window = lastUsed() ?? views.open(places.kept()[0] ?? (await opening.last()))
    bringUp(window)
    return window
  }

  async function openWorkspace(asked: NonNullable<Arguments['workspace']>) {
    const { place, started } = await opening.asked(asked)
    const there = places.windowsOf(place)[0]
    if (there) return bringUp(there)
    try {
      await started
      bringUp(views.open(place))
      shell.remember(place)
    } catch (error) {
      places.closeIfUnused(place)
      dialog.showErrorBox('PEARL cannot open the workspace', error instanceof Error ? error.message : String(error))
    }
  }

  async function follow(link: string) {
    const event = readDeepLink(link)
    const window = await show()
    if (event) shell.tell(window, event)
    else await tellRefusal(window, 'This address leads nowhere in PEARL.', link.slice(0, 300))
  }

  async function read(file: string) {
    const free = BrowserWindow.getAllWindows().find((window) => !places.of(window))
    const window = free ?? views.open(null)
    bringUp(window)
    const answer = await shell.open(window, { kind: 'read-only', path: file })
    if (!answer.ok) await tellRefusal(window, 'The copy was not opened.', answer.refusal.detail)
  }

  return {
    show,
    async arrive({ workspace, links, files }) {
      if (workspace) await openWorkspace(workspace)
      for (const link of links) await follow(link)
      for (const file of files) await read(file)
      if (!workspace && links.length === 0 && files.length === 0) await show()
    },
  }
}
