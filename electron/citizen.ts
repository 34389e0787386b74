// What makes the program at home on its desktop, put together: menus, notifications, the number on the icon, spelling, and
// the commands a window may give. Everything here acts through the shell it is given.
import { session } from 'electron'
import { z } from 'zod'
import { notice, shellCommands, type Settings } from '../shared/desktop.ts'
import {
  BADGE_CHANNEL,
  COMMAND_CHANNEL,
  DROP_COPY_CHANNEL,
  NOTIFY_CHANNEL,
  SPELLING_CHANNEL,
} from '../shared/desktop-channels.ts'
import { installMenu } from './menus/application-menu.ts'
import { setBadge } from './notices/badge.ts'
import { runCommand, runFromMenu } from './menus/commands.ts'
import { installContextMenu } from './menus/context-menu.ts'
import { handle } from './ipc.ts'
import { createNotifier } from './notices/notifications.ts'
import type { Shell } from './shell.ts'
import { checkBySystem, createSpelling } from './spelling/spelling.ts'

/** Largest number an icon can show; more is the same to the eye. */
const MOST = 9_999
/** Words of one text field; more are not asked about at once. */
const WORDS = 5_000

const copyFile = z
  .string()
  .regex(/\.pearl$/i)
  .max(4_096)

export interface Citizen {
  /** Brings the menu up to date after the places opened lately have changed. */
  refreshMenu(): void
  /** Follows settings that changed. */
  follow(settings: Settings): void
}

/**
 * Must be called once Electron is ready, before the first window is made.
 * @param readCopy opens a copy of a workspace for reading, and says why when it cannot
 */
export function installCitizen(shell: Shell, readCopy: (file: string) => void): Citizen {
  const spelling = createSpelling(() => shell.settings().spell_check)
  const notify = createNotifier(shell)
  const refreshMenu = installMenu(shell, (window, command) => void runFromMenu(window, command, shell))
  installContextMenu(spelling.suggest)

  handle(NOTIFY_CHANNEL, z.tuple([notice]), async (window, told) => notify(window, told))
  handle(BADGE_CHANNEL, z.tuple([z.int().min(0).max(MOST)]), async (window, count) =>
    setBadge(window, count, shell.placeOf(window)?.id ?? ''),
  )
  handle(COMMAND_CHANNEL, z.tuple([z.enum(shellCommands)]), (window, command) => runCommand(window, command, shell))
  handle(DROP_COPY_CHANNEL, z.tuple([copyFile]), async (_window, file) => readCopy(file))
  handle(SPELLING_CHANNEL, z.tuple([z.array(z.string().max(100)).max(WORDS)]), (_window, words) =>
    spelling.unknown(words),
  )

  const follow = ({ spell_check }: Settings) => checkBySystem(session.defaultSession, spell_check)
  follow(shell.settings())
  return { refreshMenu, follow }
}
