// The one refusal at start that a person can act on: the workspace's file is damaged. It names the file, so that whoever shows
// the sentence can offer what there is to restore from. The file is as it was found.
import { AppError } from '../../shared/errors.ts'

export class DamagedWorkspace extends AppError {
  readonly file: string

  /** @param found what is wrong, as a phrase, e.g. `SQLITE_NOTADB` */
  constructor(file: string, found: string) {
    super(
      'unavailable',
      `${file} is damaged (${found}). It was left as it is: restore a backup of it, or take over what can still be read.`,
    )
    this.name = 'DamagedWorkspace'
    this.file = file
  }
}

/** What SQLite throws over a damaged file becomes the refusal that says so; anything else stays what it is. */
export function asDamaged(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') ? new DamagedWorkspace(file, code) : error
}
