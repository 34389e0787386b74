// Writes what a command made, and never over a file that is there unless told to.
import { writeFile } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'

/** Writes the file and says so. @throws AppError when there is such a file and it is not to be replaced */
export async function writeOut(file: string, bytes: Uint8Array, force: boolean): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new AppError('conflict', `${file} is there already. Add --force to replace it.`)
    }
    throw new AppError(
      'invalid',
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
  console.log(`Wrote ${file} (${bytes.length} bytes).`)
}
