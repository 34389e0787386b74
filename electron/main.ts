// The life of the desktop program: host and window start side by side, and the host has closed the workspace before the
// program ends. What each of them does is said in the files imported here.
import { app, BrowserWindow, dialog, session } from 'electron'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ServerConfig } from '../server/index.ts'
import type { Connection } from '../shared/desktop.ts'
import { CONNECTION_CHANNEL } from '../shared/desktop-channels.ts'
import { configuration } from './configuration.ts'
import { startHost, type Host } from './host.ts'
import { checkUnpackedFiles } from './integrity.ts'
import { handle } from './ipc.ts'
import { installMenu } from './menu.ts'
import { confine, lookUpNoNames } from './network.ts'
import { registerAppScheme, serveBundle } from './protocol.ts'
import { createWindow, confinePages } from './windows.ts'

/** Known to this process and its windows only; whoever presents it acts as the workspace's owner. */
const launchSecret = randomBytes(32).toString('base64url')

/** Undefined until the host has been started and after it has been stopped. */
let hosting: Promise<Host> | undefined
let hostOrigin: string | undefined

registerAppScheme()
lookUpNoNames()
confinePages()
// Not awaited at the top level: Electron is not ready before this module has been evaluated.
void app.whenReady().then(start).catch(giveUp)

async function start(): Promise<void> {
  if (app.isPackaged) checkUnpackedFiles()
  const config = configuration(launchSecret)
  installMenu()
  serveBundle()
  await confine(session.defaultSession, () => hostOrigin)
  handle(CONNECTION_CHANNEL, z.tuple([]), connection)
  const host = openHost(config)
  createWindow()
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) createWindow()
  })
  await host
}

async function openHost(config: ServerConfig): Promise<void> {
  hosting = startHost(config, (reason) => void afterCrash(reason, config).catch(giveUp))
  hostOrigin = (await hosting).url
  console.log(`PEARL is ready at ${hostOrigin}`)
}

async function connection(): Promise<Connection> {
  if (!hosting) throw new Error('The host of this window is not running.')
  return { base_url: (await hosting).url, token: launchSecret }
}

/** Everything acknowledged is on disk, so starting again is safe; the window asks for its host anew by itself. */
async function afterCrash(reason: string, config: ServerConfig): Promise<void> {
  hosting = undefined
  console.error(reason)
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'PEARL',
    message: 'PEARL lost the part that keeps your data.',
    detail: `${reason} Everything that was shown as saved is saved. Start it again to go on working.`,
    buttons: ['Start again', 'Quit'],
  })
  if (response === 0) await openHost(config)
  else app.quit()
}

/** Ends the program with the reason: a sentence of ours as it is, anything else as what it is, a failure. */
function giveUp(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  console.error(reason)
  dialog.showErrorBox('PEARL cannot start', reason)
  app.exit(1)
}

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})

app.on('will-quit', (event) => {
  if (!hosting) return
  event.preventDefault()
  const closing = hosting
  hosting = undefined
  void closing
    .then((host) => host.stop())
    // A host that never started has said why where it was started.
    .catch(() => undefined)
    .finally(() => app.exit(0))
})
