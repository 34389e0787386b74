// The second place of every copy, e.g. a drive or a share: written beside, read back and compared, and only then given its
// name. What goes wrong here never touches the first copy.
import { constants, existsSync, statSync } from 'node:fs'
import { copyFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { PARTIAL } from '../../db/backup.ts'
import type { TaskThread } from '../../jobs/thread.ts'
import { noteOf, readName } from './names.ts'
import { readNote } from './note.ts'

/** @throws AppError `invalid` when copies cannot go there */
export function expectUsableFolder(folder: string, backups: string): void {
  if (!path.isAbsolute(folder)) {
    throw new AppError('invalid', 'Name the second folder by its full path on the host, such as /media/backup.')
  }
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError(
      'invalid',
      `There is no folder ${folder} on the host. Make it, or connect its drive, then try again.`,
    )
  }
  if (path.resolve(folder) === path.resolve(backups)) {
    throw new AppError('invalid', 'The second folder is the one where the backups are already. Choose another one.')
  }
}

/** Copies a backup and its note there. @throws what went wrong, an AppError when it did not arrive as it was */
export async function copyToSecond(file: string, folder: string, thread: TaskThread): Promise<void> {
  if (!existsSync(folder)) throw new AppError('unavailable', `The second folder ${folder} is not there.`)
  for (const source of [file, noteOf(file)]) {
    const target = path.join(folder, path.basename(source))
    const partial = `${target}${PARTIAL}`
    try {
      await copyFile(source, partial, constants.COPYFILE_FICLONE)
      if (source === file && (await thread.run('digest', { file: partial })) !== readNote(file)?.sha256) {
        throw new AppError('unavailable', `The copy in ${folder} could not be read back as it was written.`)
      }
      await rename(partial, target)
    } finally {
      await rm(partial, { force: true })
    }
  }
}

/** Takes a copy away there too, once it has had its time. */
export async function removeFromSecond(filename: string, folder: string): Promise<void> {
  if (!readName(filename)) return
  const file = path.join(folder, filename)
  await rm(file, { force: true })
  await rm(noteOf(file), { force: true })
}
