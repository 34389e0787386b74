// The native menu as data: what every desktop program has, in the words and places of its platform, and what this one does.
// An item that cannot act now is disabled; whatever is in the menu acts.
import type { MenuItemConstructorOptions } from 'electron'
import type { Choice, Place, Recent, ShellCommand } from '../../shared/desktop.ts'
import type { Asked } from './choose-path.ts'

export interface MenuState {
  isMac: boolean
  isPackaged: boolean
  hasWindow: boolean
  /** Of the focused window. */
  place: Place | null
  /** Path of the screen it shows, e.g. `/effort/4`. */
  screen: string
  recents: readonly Recent[]
  hasLicences: boolean
}

/** What the items do, for the window that has the focus. */
export interface MenuActions {
  newWindow(): void
  navigate(route: string): void
  open(choice: Choice): void
  /** Asks for a folder or a file, then opens it. */
  choose(what: Asked): void
  join(): void
  /** Lets the page hear a key with the command key of the platform, as if it had been pressed. */
  press(key: MenuKey): void
  command(command: ShellCommand): void
  showAbout(): void
  showLicences(): void
}

/** Keys that the page hears by itself (renderer/src/commands/bindings.ts). */
export type MenuKey = 'F' | 'K' | 'Y' | 'Z' | '/'

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

export function menuTemplate(state: MenuState, act: MenuActions): Item[] {
  return [
    ...(state.isMac ? [appMenu(act)] : []),
    { id: 'file', label: '&File', submenu: file(state, act) },
    { id: 'edit', label: '&Edit', submenu: edit(state, act) },
    { id: 'view', label: '&View', submenu: view(state, act) },
    { role: 'windowMenu' },
    { id: 'help', role: 'help', label: '&Help', submenu: help(state, act) },
  ]
}

const about = (act: MenuActions): Item => ({ id: 'about', label: 'About PEARL', click: () => act.showAbout() })
const settings = (act: MenuActions, enabled = true): Item => ({
  id: 'settings',
  label: 'Settings…',
  accelerator: 'CmdOrCtrl+,',
  enabled,
  click: () => act.navigate('/settings'),
})

function appMenu(act: MenuActions): Item {
  return {
    role: 'appMenu',
    submenu: [
      about(act),
      separator,
      settings(act),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  }
}

function file({ isMac, hasWindow, place, recents }: MenuState, act: MenuActions): Item[] {
  const isWorkspace = place?.kind === 'workspace'
  const isOwn = isWorkspace && !place.read_only && !place.throw_away
  return [
    { id: 'new-window', label: '&New Window', accelerator: 'CmdOrCtrl+N', click: () => act.newWindow() },
    separator,
    {
      id: 'open-workspace',
      label: '&Open Workspace…',
      accelerator: 'CmdOrCtrl+O',
      click: () => act.choose('workspace'),
    },
    { id: 'open-recent', label: 'Open &Recent', enabled: recents.length > 0, submenu: recents.map(recentItem(act)) },
    {
      id: 'open-copy',
      label: 'Open Read-Only Co&py…',
      accelerator: 'CmdOrCtrl+Shift+O',
      click: () => act.choose('backup'),
    },
    separator,
    { id: 'join', label: '&Join a Host…', accelerator: 'CmdOrCtrl+J', click: () => act.join() },
    { id: 'host', label: '&Host for My Team…', enabled: isOwn, click: () => act.navigate('/hosting') },
    separator,
    {
      id: 'save-copy',
      label: '&Save a Copy…',
      accelerator: 'CmdOrCtrl+Shift+S',
      enabled: isWorkspace && !place.read_only,
      click: () => act.command('save-copy'),
    },
    {
      id: 'show-folder',
      label: 'Show &Folder',
      enabled: isOwn,
      click: () => act.command('show-folder'),
    },
    separator,
    ...(isMac ? [] : [settings(act, place !== null), separator]),
    { role: 'close', enabled: hasWindow },
    ...(isMac ? [] : [{ role: 'quit' } as const]),
  ]
}

const recentItem =
  (act: MenuActions) =>
  ({ place }: Recent, index: number): Item => ({
    id: `recent-${index}`,
    // An ampersand by itself would underline the letter after it.
    label: `${place.name} – ${whereIs(place)}`.replaceAll('&', '&&'),
    click: () => act.open({ kind: 'recent', id: place.id }),
  })

const whereIs = (place: Place) => (place.kind === 'joined' ? place.address : place.directory)

function edit({ isMac, place, screen }: MenuState, act: MenuActions): Item[] {
  return [
    ...(isMac ? [{ role: 'undo' } as const, { role: 'redo' } as const] : undoing(act)),
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    ...(isMac ? [{ role: 'pasteAndMatchStyle' } as const] : []),
    { role: 'delete' },
    { role: 'selectAll' },
    separator,
    { ...pressing(act, 'find', '&Find', 'F'), enabled: screen.startsWith('/effort/') },
    { ...pressing(act, 'search', '&Search Everything…', 'K'), enabled: place !== null },
  ]
}

/** In a text these are the text's, elsewhere those of the page: the page knows which, once it hears the key. */
const undoing = (act: MenuActions): Item[] => [pressing(act, 'undo', '&Undo', 'Z'), pressing(act, 'redo', '&Redo', 'Y')]

const pressing = (act: MenuActions, id: string, label: string, key: MenuKey): Item => ({
  id,
  label,
  accelerator: `CmdOrCtrl+${key}`,
  // The page hears the key by itself; only a click comes from here.
  registerAccelerator: false,
  click: () => act.press(key),
})

/** Screens of the renderer that are reached from the menu. */
const screens = [
  { id: 'go-tracker', label: '&Tracker', route: '/', accelerator: 'CmdOrCtrl+1' },
  { id: 'go-studies', label: '&Studies', route: '/studies', accelerator: 'CmdOrCtrl+2' },
  { id: 'go-packages', label: '&Packages', route: '/packages', accelerator: 'CmdOrCtrl+3' },
  { id: 'go-texts', label: 'Te&xts', route: '/texts', accelerator: 'CmdOrCtrl+4' },
] as const

function view({ isPackaged, hasWindow, place }: MenuState, act: MenuActions): Item[] {
  return [
    ...screens.map(({ route, ...item }) => ({ ...item, enabled: place !== null, click: () => act.navigate(route) })),
    separator,
    { role: 'reload', enabled: hasWindow },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools', enabled: hasWindow } as const]),
    separator,
    { role: 'resetZoom', enabled: hasWindow },
    { role: 'zoomIn', enabled: hasWindow },
    { role: 'zoomOut', enabled: hasWindow },
    separator,
    { role: 'togglefullscreen', enabled: hasWindow },
  ]
}

function help({ isMac, place, hasLicences }: MenuState, act: MenuActions): Item[] {
  return [
    { ...pressing(act, 'shortcuts', '&Keyboard Shortcuts', '/'), enabled: place !== null },
    separator,
    { id: 'show-log', label: 'Show &Log', enabled: place?.kind === 'workspace', click: () => act.command('show-log') },
    { id: 'copy-diagnostics', label: 'Copy &Diagnostics', click: () => act.command('copy-diagnostics') },
    separator,
    { id: 'licences', label: 'Li&cences', enabled: hasLicences, click: () => act.showLicences() },
    ...(isMac ? [] : [about(act)]),
  ]
}
