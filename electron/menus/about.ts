// What the program says of itself: its version in the system's own panel, and the licences of what it is made of.
import { app, shell } from 'electron'
import { existsSync } from 'node:fs'
import path from 'node:path'

/** Shows the system's panel about the program. */
export function showAbout(): void {
  const { electron, chrome, node } = process.versions
  app.setAboutPanelOptions({
    applicationName: 'PEARL Desktop',
    applicationVersion: app.getVersion(),
    copyright: 'MIT licence. © 2026 PEARL Desktop contributors',
    credits: `Electron ${electron}, Chromium ${chrome}, Node.js ${node}`,
  })
  app.showAboutPanel()
}

/** The file of licences: beside an installed program, else in the working copy. */
export function findLicences(): string | undefined {
  return [
    path.join(process.resourcesPath, 'LICENCES.txt'),
    path.join(app.getAppPath(), 'out', 'LICENCES.txt'),
    path.join(app.getAppPath(), 'LICENSE'),
  ].find((file) => existsSync(file))
}

/** Opens the file in the person's own program for texts. */
export function showLicences(file: string): void {
  void shell.openPath(file).then((failure) => failure !== '' && shell.showItemInFolder(file))
}
