// Finds out whether a file is a whole workspace, for somebody who asks about a file and not about the workspace that is open.
// Works on a private copy, which it may change; the file itself is only compared with the note beside it.
import { AppError } from '../../../shared/errors.ts'
import { APPLICATION_ID } from '../../db/open.ts'
import { knownVersion } from '../../db/migrate.ts'
import { openSqlite } from '../../db/sqlite.ts'
import { verifyChain, type Head } from '../../store/changes.ts'
import { asSentence, digest, distrust, examine } from './examine.ts'
import { SEALED } from './names.ts'
import { readNote, type Examined } from './note.ts'
import { unseal } from './sealing.ts'

const unwatched = { expectWanted() {}, progress() {} }

export interface Inspected {
  /** A sentence when it is not whole. */
  fault: string | null
  holds: Examined | null
}

/**
 * @param known a head of its history that was noted elsewhere
 * @throws AppError when it cannot be checked: not ours, newer than this program, or locked with another passphrase
 */
export function inspectCopy(
  file: string,
  copy: string,
  { passphrase, known }: { passphrase: string | null; known: Head | undefined },
): Inspected {
  const note = readNote(file)
  if (note && note.sha256 !== digest({ file }, unwatched)) return fault('It is not what it was when it was made.')
  let database = copy
  if (file.endsWith(`.${SEALED}`)) {
    database = `${copy}.unlocked`
    unseal({ file: copy, target: database, passphrase, key: null }, unwatched)
  }
  expectOurs(file, database)
  try {
    const holds = examine({ file: database, finish: true }, unwatched)
    const isMissing = known && known.seq > holds.head.seq
    if (isMissing) return fault(`Its history ends at entry ${holds.head.seq}: entry ${known.seq} was cut off.`)
    if (known && !holdsHead(database, known)) return fault(`Entry ${known.seq} is another one than was noted.`)
    return { fault: null, holds }
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return fault(error.message)
    throw error
  }
}

const fault = (sentence: string): Inspected => ({ fault: sentence, holds: null })

/** Damage is no reason not to check: what it is, the check says. */
function expectOurs(file: string, database: string): void {
  const db = openSqlite(database)
  try {
    distrust(db)
    const read = (name: string) => Number(db.pragma(name, { simple: true }))
    if (read('application_id') !== APPLICATION_ID) {
      throw new AppError('invalid', `${file} is not a PEARL workspace: another program made it.`)
    }
    if (read('user_version') > knownVersion()) {
      throw new AppError('invalid', `${file} was written by a newer PEARL. Check it with that one.`)
    }
  } catch (error) {
    if (error instanceof AppError || !(asSentence(error) instanceof AppError)) throw error
  } finally {
    db.close()
  }
}

function holdsHead(file: string, known: Head): boolean {
  const db = openSqlite(file, { readonly: true })
  try {
    distrust(db)
    return verifyChain(db, known).brokenAt === null
  } finally {
    db.close()
  }
}
