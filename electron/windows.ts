// Makes windows. Every window comes from here, so that none has more rights than this: a sandboxed page of our own bundle
// that cannot leave it, open another, or reach Node.
import { app, BrowserWindow, nativeTheme, type WebContents, type WebPreferences } from 'electron'
import path from 'node:path'
import { APP_ORIGIN } from '../shared/desktop.ts'
import { isOurs } from './network.ts'

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
  spellcheck: false,
  devTools: !app.isPackaged,
})

/** Opens a window on the application; it becomes visible once there is something to see. */
export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'PEARL',
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 560,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
    webPreferences: rights(),
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/**
 * Holds for every page of the process, whoever makes it: it runs in the sandbox, stays in our bundle, and opens nothing. Must
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
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
