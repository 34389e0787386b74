// Says in a native dialog why something asked for from a menu was not done.
import { dialog, type BrowserWindow } from 'electron'

/**
 * @param message what did not happen, in one sentence
 * @param detail why, what is safe, and what to do
 */
export async function tellRefusal(window: BrowserWindow, message: string, detail: string): Promise<void> {
  if (window.isDestroyed()) return
  await dialog.showMessageBox(window, { type: 'warning', title: 'PEARL', message, detail, buttons: ['OK'] })
}
