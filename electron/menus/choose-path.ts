// Asks the person with the system's own dialog which workspace or which copy of one is meant.
import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'

/** A folder, or a file that holds a copy. */
export type Asked = 'workspace' | 'backup'

const dialogs: Record<Asked, OpenDialogOptions> = {
  workspace: { title: 'Choose the folder of a workspace', properties: ['openDirectory', 'createDirectory'] },
  backup: {
    title: 'Choose a copy of a workspace',
    properties: ['openFile'],
    filters: [{ name: 'Copies of a workspace', extensions: ['pearl', 'db', 'sealed'] }],
  },
}

/** @returns null when cancelled */
export async function choosePath(window: BrowserWindow, asked: Asked): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, dialogs[asked])
  return canceled ? null : (filePaths[0] ?? null)
}
