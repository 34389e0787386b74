// What others are spared when somebody here closes the last window of a host or quits: the person is asked once what closing
// means, and is told who is connected before they are cut off.
import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import type { OpenPlace, Places } from './places.ts'
import type { Memory } from '../settings.ts'

/** How many names a question holds. */
const LISTED = 8

/** @param onSettings told when the person's answer has been remembered */
export function createLeaving(places: Places, memory: Memory, onSettings: () => void) {
  let isQuitting = false
  /** Windows that the person has already answered for. */
  const answered = new WeakSet<BrowserWindow>()

  /** Names of people, each once, however many windows they have. */
  const connectedTo = (list: readonly OpenPlace[]) => [
    ...new Set(list.flatMap((place) => (place.hosting()?.hosting ? place.hosting()!.connected : []))),
  ]

  async function confirm(connected: string[], verb: string, window?: BrowserWindow): Promise<boolean> {
    if (connected.length === 0) return true
    const options: MessageBoxOptions = {
      type: 'warning',
      title: app.name,
      message: `${peopleOf(connected)} connected to this host: ${listOf(connected)}.`,
      detail: `What they have saved is safe. They can only look at it, and not go on working, until this host runs again.`,
      buttons: [verb, 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    }
    const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
    return response === 0
  }

  async function ask(window: BrowserWindow, place: OpenPlace) {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: app.name,
      message: 'Others use this workspace through this program. Keep hosting it without a window?',
      detail: `${peopleOf(connectedTo([place]))} connected now. PEARL then stays beside the clock, where it can be opened and stopped. This is asked once; the answer can be changed in the settings.`,
      buttons: ['Keep hosting', 'Stop hosting', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
    })
    if (response === 2) return
    memory.change({ when_host_closes: response === 0 ? 'keep' : 'stop' })
    onSettings()
    close(window, place, response === 0)
  }

  function close(window: BrowserWindow, place: OpenPlace, isKept: boolean) {
    if (window.isDestroyed()) return
    if (isKept) places.keep(place)
    answered.add(window)
    window.close()
  }

  return {
    /** Whether a window may close now; when it must be asked first, it is closed by the answer. */
    mayClose(window: BrowserWindow): boolean {
      const place = places.of(window)
      const isLast = place?.hosting()?.hosting === true && places.windowsOf(place).length === 1
      if (isQuitting || !place || !isLast || answered.has(window)) return true
      const wish = memory.settings().when_host_closes
      if (wish === 'keep') {
        places.keep(place)
        return true
      }
      if (wish === 'ask') void ask(window, place)
      else void confirm(connectedTo([place]), 'Stop hosting', window).then((yes) => yes && close(window, place, false))
      return false
    },

    /** Whether the program may quit now; when others would be cut off, it quits once that is confirmed. */
    mayQuit(): boolean {
      const connected = isQuitting ? [] : connectedTo(places.all())
      if (connected.length === 0) return (isQuitting = true)
      void confirm(connected, 'Quit').then((yes) => {
        if (!yes) return
        isQuitting = true
        app.quit()
      })
      return false
    },

    /** The system or a signal ends the program: nobody is asked. */
    quitUnasked() {
      isQuitting = true
      app.quit()
    },

    /** Ends a host that is kept without a window. */
    async stop(place: OpenPlace): Promise<void> {
      if (await confirm(connectedTo([place]), 'Stop hosting')) await places.close(place)
    },
  }
}

const peopleOf = ({ length }: string[]) =>
  length === 0 ? 'Nobody is' : length === 1 ? 'One person is' : `${length} people are`

/** Beyond a few, names are counted. */
const listOf = (names: string[]) =>
  names.length > LISTED ? `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more` : names.join(', ')
