// A program that is carried about, on a stick for example, keeps everything beside itself and leaves nothing with the person
// whose machine it runs on: wherever somebody has made a folder of this name beside it. Installed programs know no such folder.
import { app } from 'electron'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import { folderOfProgram } from './program-folder.ts'

const NAME = 'PEARL data'

/**
 * Before anything asks where the program keeps its things.
 * @throws AppError `unavailable` when the folder is there and nothing can be written into it
 */
export function keepBesideProgram(): void {
  if (!app.isPackaged || app.commandLine.hasSwitch('user-data-dir')) return
  const folder = path.join(folderOfProgram(process.env, process.execPath), NAME)
  if (!existsSync(folder)) return
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new AppError(
      'unavailable',
      `PEARL keeps its things in ${folder}, but nothing can be written there. Make the folder writable, or take it away to keep them in your own folder.`,
    )
  }
  app.setPath('userData', folder)
  app.setPath('crashDumps', path.join(folder, 'Crashpad'))
}
