// What a window, or a menu for it, asks of the shell by name. What makes sense only where the workspace is kept is refused
// for a joined place with a sentence.
import { BrowserWindow, clipboard, shell as desktop } from 'electron'
import { existsSync } from 'node:fs'
import type { Answer, Place, ShellCommand } from '../../shared/desktop.ts'
import { diagnostics } from '../diagnostics/diagnostics.ts'
import { logFileOf } from '../diagnostics/log-lines.ts'
import { tellRefusal } from '../refusal-dialog.ts'
import { refuse } from '../refuse.ts'
import { saveCopy } from './save-copy.ts'
import type { Shell } from '../shell.ts'

const done: Answer<null> = { ok: true, value: null }

/** Does what is asked; a refusal says why not. */
export async function runCommand(window: BrowserWindow, command: ShellCommand, shell: Shell): Promise<Answer<null>> {
  const place = shell.placeOf(window)
  switch (command) {
    case 'new-window':
      shell.newWindow()
      return done
    case 'copy-diagnostics':
      await clipboard.writeText(await diagnostics(window, BrowserWindow.getAllWindows(), shell))
      return done
    case 'show-folder':
      return withWorkspace(place, 'Its folder', ({ directory, read_only, throw_away }) => {
        if (read_only || throw_away)
          return refuse('invalid', 'What is open here is kept for as long as it is open only.')
        desktop.showItemInFolder(directory)
        return done
      })
    case 'show-log':
      return withWorkspace(place, 'Its log', ({ directory }) => {
        const file = logFileOf(directory)
        if (!existsSync(file)) return refuse('failed', 'There is no log yet. It is written once something happens.')
        desktop.showItemInFolder(file)
        return done
      })
    case 'save-copy':
      return withWorkspace(place, 'A copy of it', async ({ name, read_only }) => {
        if (read_only) return refuse('invalid', 'What is open here is a copy already: copy its file as any other.')
        const connection = await shell.connectionOf(window)
        return connection.ok ? saveCopy(window, connection.value, name) : connection
      })
  }
}

/** As `runCommand`, from a menu: what is refused is said in a dialog. */
export async function runFromMenu(window: BrowserWindow, command: ShellCommand, shell: Shell): Promise<void> {
  const reply = await runCommand(window, command, shell)
  if (!reply.ok) await tellRefusal(window, 'That was not done.', reply.refusal.detail)
}

type Workspace = Extract<Place, { kind: 'workspace' }>

async function withWorkspace(
  place: Place | null,
  what: string,
  act: (workspace: Workspace) => Answer<null> | Promise<Answer<null>>,
): Promise<Answer<null>> {
  if (!place) return refuse('no_place', 'Nothing is open in this window. Open a workspace first.')
  if (place.kind === 'workspace') return act(place)
  return refuse(
    'invalid',
    `This workspace is kept by its host. ${what} can be reached only there: ask whoever runs the host.`,
  )
}
