// A page whose process ended is loaded again, once; if that happens again soon, the person is told and decides. What was
// acknowledged is with the host, so nothing is lost but what was being typed.
import { app, dialog, type BrowserWindow } from 'electron'

/** A second crash within this time, in milliseconds, is not tried again without asking. */
const SOON = 60_000

export function reloadAfterCrash(window: BrowserWindow): void {
  let lastAt = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    console.error(`The page of a window ended: ${reason}.`)
    const isAgain = performance.now() - lastAt < SOON
    lastAt = performance.now()
    if (isAgain) void ask(window)
    else window.webContents.reload()
  })
}

async function ask(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: app.name,
    message: 'This window stopped working twice in a short time.',
    detail: 'Everything that was shown as saved is saved. Load it again, or close it.',
    buttons: ['Load again', 'Close'],
    cancelId: 1,
  })
  if (window.isDestroyed()) return
  if (response === 0) window.webContents.reload()
  else window.destroy()
}
