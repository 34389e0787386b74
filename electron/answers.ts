// What a window may ask of the shell about places and settings, as shared/desktop.ts says: each answer is about the window
// that asked.
import { app, type BrowserWindow } from 'electron'
import { z } from 'zod'
import { choice, settingsPatch, type Answer, type Choice, type Settings, type Start } from '../shared/desktop.ts'
import {
  CHANGE_SETTINGS_CHANNEL,
  CHOOSE_FOLDER_CHANNEL,
  CONNECTION_CHANNEL,
  DISCOVER_CHANNEL,
  FORGET_CHANNEL,
  OPEN_CHANNEL,
  SETTINGS_CHANNEL,
  START_CHANNEL,
} from '../shared/desktop-channels.ts'
import { choosePath } from './menus/choose-path.ts'
import { defaultDirectory, nameOfUser } from './configuration.ts'
import { releaseEvents } from './events.ts'
import { handle } from './ipc.ts'
import type { Memory } from './settings.ts'
import type { Shell } from './shell.ts'

const nothing = z.tuple([])

export interface AnswersContext {
  memory: Memory
  shell: Shell
  /** Told after settings have changed. */
  onSettings: () => void
  /** Told after the list of recent places has changed. */
  onRecents: () => void
}

/** Must be called once, before the first window is made. */
export function answerWindows({ memory, shell, onSettings, onRecents }: AnswersContext): void {
  const start = (window: BrowserWindow): Start => ({
    place: shell.placeOf(window),
    recents: [...memory.recents()],
    person_name: memory.settings().person_name || nameOfUser(),
    default_directory: defaultDirectory(),
    platform: process.platform,
    version: app.getVersion(),
  })

  handle(CONNECTION_CHANNEL, nothing, (window) => shell.connectionOf(window))
  handle(START_CHANNEL, nothing, async (window) => {
    releaseEvents(window)
    return start(window)
  })
  handle(OPEN_CHANNEL, z.tuple([choice]), (window, chosen): Promise<Answer<null>> =>
    shell.open(window, chosen as Choice),
  )
  handle(FORGET_CHANNEL, z.tuple([z.string()]), async (window, id) => {
    memory.forget(id)
    onRecents()
    return start(window)
  })
  handle(CHOOSE_FOLDER_CHANNEL, z.tuple([z.enum(['workspace', 'backup'])]), choosePath)
  // Loaded when it is first asked for: most never look for hosts.
  handle(DISCOVER_CHANNEL, nothing, async () => (await import('./network/discovery.ts')).findHosts())
  handle(SETTINGS_CHANNEL, nothing, async (): Promise<Settings> => memory.settings())
  handle(CHANGE_SETTINGS_CHANNEL, z.tuple([settingsPatch]), async (_window, patch): Promise<Settings> => {
    memory.change(patch)
    onSettings()
    return memory.settings()
  })
}
