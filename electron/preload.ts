// Runs in each window before its page, in the sandbox: hands the page `window.pearl` (shared/desktop.ts) and nothing else.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { DesktopBridge, ShellEvent } from '../shared/desktop.ts'
import {
  BADGE_CHANNEL,
  CHANGE_SETTINGS_CHANNEL,
  CHOOSE_FOLDER_CHANNEL,
  COMMAND_CHANNEL,
  CONNECTION_CHANNEL,
  DISCOVER_CHANNEL,
  EVENT_CHANNEL,
  FORGET_CHANNEL,
  NOTIFY_CHANNEL,
  OPEN_CHANNEL,
  SETTINGS_CHANNEL,
  START_CHANNEL,
} from '../shared/desktop-channels.ts'
import { installDropOfCopies } from './windows/drop-copy.ts'
import { installSpellingProvider } from './spelling/spelling-provider.ts'

/** What the shell answers has the type the contract says: both sides are built from it. */
const ask = <Reply>(channel: string, ...args: unknown[]) => ipcRenderer.invoke(channel, ...args) as Promise<Reply>

const bridge: DesktopBridge = {
  connection: () => ask(CONNECTION_CHANNEL),
  start: () => ask(START_CHANNEL),
  open: (choice) => ask(OPEN_CHANNEL, choice),
  forget: (id) => ask(FORGET_CHANNEL, id),
  chooseFolder: (what) => ask(CHOOSE_FOLDER_CHANNEL, what),
  discover: () => ask(DISCOVER_CHANNEL),
  settings: () => ask(SETTINGS_CHANNEL),
  changeSettings: (patch) => ask(CHANGE_SETTINGS_CHANNEL, patch),
  notify: (notice) => ask(NOTIFY_CHANNEL, notice),
  badge: (count) => ask(BADGE_CHANNEL, count),
  command: (command) => ask(COMMAND_CHANNEL, command),
  onEvent(listener) {
    // The event object itself would hand the page a way to the shell.
    const hear = (_event: IpcRendererEvent, event: ShellEvent) => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, hear)
    return () => void ipcRenderer.off(EVENT_CHANNEL, hear)
  },
}

contextBridge.exposeInMainWorld('pearl', bridge)
installSpellingProvider()
installDropOfCopies()
