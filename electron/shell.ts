// What menus, notifications and commands need of the program around them. electron/main.ts puts it together, so that none of
// them knows how places are opened or kept.
import type { BrowserWindow } from 'electron'
import type { Answer, Choice, Connection, Place, Recent, Settings, ShellEvent } from '../shared/desktop.ts'

export interface Shell {
  /** What the window looks at, null on its start screen. */
  placeOf(window: BrowserWindow): Place | null
  connectionOf(window: BrowserWindow): Promise<Answer<Connection>>
  recents(): readonly Recent[]
  settings(): Settings
  open(window: BrowserWindow, choice: Choice): Promise<Answer<null>>
  newWindow(): BrowserWindow
  tell(window: BrowserWindow, event: ShellEvent): void
}
