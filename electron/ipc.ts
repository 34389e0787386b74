// The only door from a page into this process: a handler is called for the main frame of our own bundle in one of our
// windows alone, with arguments that its schema accepts, and is told which window asks.
import { BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import type { z } from 'zod'
import { APP_ORIGIN } from '../shared/desktop.ts'

/**
 * Answers `ipcRenderer.invoke(channel, ...args)`.
 * @param schema of the arguments, as a tuple
 */
export function handle<Args extends unknown[]>(
  channel: string,
  schema: z.ZodType<Args>,
  answer: (window: BrowserWindow, ...args: Args) => Promise<unknown>,
): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!window || !isOurMainFrame(event.senderFrame)) throw new Error(`${channel} is not for this page.`)
    return answer(window, ...schema.parse(args))
  })
}

/** A frame that has gone meanwhile is null, and is nobody. */
function isOurMainFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN
}
