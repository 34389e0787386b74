// Keeps the native menu in step with the window that has the focus: what it looks at, and which screen it shows.
import { app, BrowserWindow, Menu } from 'electron'
import type { Choice, ShellCommand } from '../../shared/desktop.ts'
import { findLicences, showAbout, showLicences } from './about.ts'
import { choosePath, type Asked } from './choose-path.ts'
import { menuTemplate, type MenuActions, type MenuState } from './menu-template.ts'
import { tellRefusal } from '../refusal-dialog.ts'
import type { Shell } from '../shell.ts'

/**
 * Sets the menu of the whole program.
 * @param run does a command for a window and says what was refused
 * @returns brings the menu up to date after something changed that no window tells of: the places opened lately
 */
export function installMenu(shell: Shell, run: (window: BrowserWindow, command: ShellCommand) => void): () => void {
  let shown = ''
  const licences = findLicences()

  function refresh() {
    const state = stateOf(shell, licences !== undefined)
    const now = JSON.stringify(state)
    // A menu that is replaced while it is open closes; so it is replaced only for a reason.
    if (now === shown) return
    shown = now
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, actionsOf(shell, run, licences))))
  }

  app.on('browser-window-focus', refresh)
  app.on('browser-window-blur', refresh)
  app.on('browser-window-created', (_event, window) => {
    window.webContents.on('did-navigate', refresh)
    window.webContents.on('did-navigate-in-page', refresh)
    window.webContents.on('did-finish-load', refresh)
    window.once('closed', refresh)
  })
  refresh()
  return refresh
}

/** The window that has the focus; while a dialog or another program has it, the one that is left. */
const currentWindow = (): BrowserWindow | undefined =>
  BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(0)

function stateOf(shell: Shell, hasLicences: boolean): MenuState {
  const window = currentWindow()
  return {
    isMac: process.platform === 'darwin',
    isPackaged: app.isPackaged,
    hasWindow: window !== undefined,
    place: window ? shell.placeOf(window) : null,
    screen: window ? screenOf(window) : '/',
    recents: shell.recents(),
    hasLicences,
  }
}

/** Screens are in the fragment of the address (renderer/src/router.ts). */
function screenOf(window: BrowserWindow): string {
  const { hash } = new URL(window.webContents.getURL() || 'about:blank')
  return hash === '' ? '/' : hash.slice(1)
}

function actionsOf(
  shell: Shell,
  run: (window: BrowserWindow, command: ShellCommand) => void,
  licences: string | undefined,
): MenuActions {
  const withWindow = (act: (window: BrowserWindow) => void) => act(currentWindow() ?? shell.newWindow())
  const open = async (window: BrowserWindow, choice: Choice) => {
    const reply = await shell.open(window, choice)
    if (!reply.ok) await tellRefusal(window, 'It was not opened.', reply.refusal.detail)
  }
  return {
    newWindow: () => void shell.newWindow(),
    navigate: (route) => withWindow((window) => shell.tell(window, { type: 'navigate', route })),
    join: () => withWindow((window) => shell.tell(window, { type: 'join', code: '' })),
    open: (choice) => withWindow((window) => void open(window, choice)),
    choose: (what) =>
      withWindow((window) => void choose(window, what).then((choice) => choice && open(window, choice))),
    press: (key) => withWindow((window) => press(window, key)),
    command: (command) => withWindow((window) => run(window, command)),
    showAbout,
    showLicences: () => licences !== undefined && showLicences(licences),
  }
}

async function choose(window: BrowserWindow, what: Asked): Promise<Choice | undefined> {
  const path = await choosePath(window, what)
  if (path === null) return undefined
  return what === 'workspace' ? { kind: 'workspace', directory: path } : { kind: 'read-only', path }
}

function press(window: BrowserWindow, keyCode: string): void {
  const modifiers: ('meta' | 'control')[] = [process.platform === 'darwin' ? 'meta' : 'control']
  window.webContents.focus()
  window.webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
  window.webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
}
