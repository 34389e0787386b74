// Tells the person that the host of a workspace ended without having been asked to, and lets them decide what follows.
import { app, dialog } from 'electron'
import type { OpenPlace, Places } from './places.ts'

/** Closes the windows of the place when the person does not want it started again. */
export async function askAfterCrash(places: Places, place: OpenPlace, reason: string): Promise<'again' | 'down'> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: app.name,
    message: 'PEARL lost the part that keeps your data.',
    detail: `${reason} Everything that was shown as saved in ${place.place().name} is saved. Start it again to go on working.`,
    buttons: ['Start again', 'Close'],
    cancelId: 0,
  })
  if (response === 0) return 'again'
  for (const window of places.windowsOf(place)) window.close()
  if (places.windowsOf(place).length === 0) await places.close(place)
  return 'down'
}
