// What the shell tells a window, in order. A page that is still being loaded hears it once it has asked for the beginning
// (START_CHANNEL), so that nothing is told to a page that does not listen yet.
import type { BrowserWindow } from 'electron'
import type { ShellEvent } from '../shared/desktop.ts'
import { EVENT_CHANNEL } from '../shared/desktop-channels.ts'

/** Events that wait, by window; a window that listens has no entry. */
const waiting = new WeakMap<BrowserWindow, ShellEvent[]>()

/** Call it before a window is loaded anew. */
export function holdEvents(window: BrowserWindow): void {
  if (!waiting.has(window)) waiting.set(window, [])
}

/** The page has asked for the beginning: it listens. */
export function releaseEvents(window: BrowserWindow): void {
  const held = waiting.get(window) ?? []
  waiting.delete(window)
  for (const event of held) tell(window, event)
}

export function tell(window: BrowserWindow, event: ShellEvent): void {
  if (window.isDestroyed()) return
  const held = waiting.get(window)
  if (held) held.push(event)
  else window.webContents.send(EVENT_CHANNEL, event)
}
