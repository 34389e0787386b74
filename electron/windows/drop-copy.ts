// Runs before each page: a copy of a workspace that is dropped on the window is handed to the shell, which opens it for
// reading. Other files are the page's, or nobody's.
import { ipcRenderer, webUtils } from 'electron'
import { DROP_COPY_CHANNEL } from '../../shared/desktop-channels.ts'

export function installDropOfCopies(): void {
  window.addEventListener('dragover', (event) => {
    // Which files they are is known only once they have been dropped.
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
  window.addEventListener('drop', (event) => {
    const copy = [...(event.dataTransfer?.files ?? [])].find(({ name }) => /\.pearl$/i.test(name))
    if (!copy) return
    event.preventDefault()
    // Empty for what a script has made up: only a file of the person's has a path.
    const file = webUtils.getPathForFile(copy)
    if (file !== '') void ipcRenderer.invoke(DROP_COPY_CHANNEL, file)
  })
}
