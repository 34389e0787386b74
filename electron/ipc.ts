// The only door from a page into this process: a handler is called for the main frame of our own bundle alone, with
// arguments that its schema accepts.
import { ipcMain, type WebFrameMain } from 'electron'
import type { z } from 'zod'
import { APP_ORIGIN } from '../shared/desktop.ts'

/**
 * Answers `ipcRenderer.invoke(channel, ...args)`.
 * @param schema of the arguments, as a tuple
 */
export function handle<Args extends unknown[]>(
  channel: string,
  schema: z.ZodType<Args>,
  answer: (...args: Args) => Promise<unknown>,
): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]) => {
    if (!isOurMainFrame(event.senderFrame)) throw new Error(`${channel} is not for this page.`)
    return answer(...schema.parse(args))
  })
}

/** A frame that has gone meanwhile is null, and is nobody. */
function isOurMainFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN
}
