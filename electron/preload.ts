// Runs in each window before its page, in the sandbox: hands the page `window.pearl` (shared/desktop.ts) and nothing else.
import { contextBridge, ipcRenderer } from 'electron'
import type { Connection, DesktopBridge } from '../shared/desktop.ts'
import { CONNECTION_CHANNEL } from '../shared/desktop-channels.ts'

const bridge: DesktopBridge = {
  connection: () => ipcRenderer.invoke(CONNECTION_CHANNEL) as Promise<Connection>,
}

contextBridge.exposeInMainWorld('pearl', bridge)
