// The native menu: what every desktop program has, in the words and places of its platform.
import { app, Menu, type MenuItemConstructorOptions } from 'electron'

const isMac = process.platform === 'darwin'

/** Sets the menu of the whole program. */
export function installMenu(): void {
  const menu: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: '&View', submenu: view() },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ role: 'about', label: `About ${app.name}` }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
}

function view(): MenuItemConstructorOptions[] {
  return [
    { role: 'reload' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
}
