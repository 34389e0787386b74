// Makes windows. Every window comes from here, so that none has more rights than this: a sandboxed page of our own bundle
// that cannot leave it, open another, or reach Node. A link that leads elsewhere is asked about (electron/network/outside-links.ts).
import { app, BrowserWindow, nativeTheme, type WebContents, type WebPreferences } from 'electron'
import path from 'node:path'
import { isOurs } from '../network/network.ts'
import { offerOutside } from '../network/outside-links.ts'
import { systemChecks } from '../spelling/spelling.ts'
import type { Standing } from './window-state.ts'

const PRELOAD = path.join(import.meta.dirname, 'preload.cjs')

/** The page's canvas in each theme (renderer/src/styles/tokens.css), shown until the page has painted. */
const canvas = { light: '#f3f2ee', dark: '#101416' }

const rights = (): WebPreferences => ({
  preload: PRELOAD,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  // Where it is off the shell is asked (electron/spelling/spelling-provider.ts).
  spellcheck: systemChecks,
  devTools: !app.isPackaged,
})

/** Makes a window; it becomes visible once something has been loaded that there is to see. */
export function createWindow({ bounds, maximized }: Standing): BrowserWindow {
  const window = new BrowserWindow({
    title: 'PEARL',
    width: 1440,
    height: 900,
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    backgroundColor: background(),
    webPreferences: rights(),
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  const paint = () => window.setBackgroundColor(background())
  nativeTheme.on('updated', paint)
  window.once('closed', () => nativeTheme.off('updated', paint))
  return window
}

const background = () => (nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light)

/** Brings a window before the person, wherever it was. */
export function bringUp(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/**
 * Holds for every page of the process, whoever makes it: it runs in the sandbox, stays in our bundle, and opens no window. Must
 * be called before Electron is ready.
 */
export function confinePages(): void {
  // Where the system cannot sandbox at all (root, in containers) Chromium must have been told so, and cannot be told otherwise.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => hold(contents))
}

function hold(contents: WebContents): void {
  contents.on('will-frame-navigate', (details) => {
    if (!isOurs(details.url)) details.preventDefault()
  })
  contents.on('will-redirect', (details) => {
    if (!isOurs(details.url)) details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void offerOutside(contents, url)
    return { action: 'deny' }
  })
}
