// The note beside each backup: who asked for it and why, what it held when it was checked, and the digest it had then. A
// backup without a note was not checked yet and is not listed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { noteOf } from './names.ts'

const examined = z.object({
  schema: z.int(),
  epoch: z.string(),
  head: z.object({ seq: z.int(), hash: z.string() }),
  counts: z.record(z.string(), z.int()),
})
/** What was found in a copy that passed its check. */
export type Examined = z.infer<typeof examined>

const note = z.object({
  description: z.string(),
  created_by: z.string().nullable(),
  verified_at: z.iso.datetime(),
  /** Of the file as it lies there, hexadecimal. */
  sha256: z.string(),
  /** A sentence when it did not pass; what it holds is then unknown. */
  error: z.string().nullable(),
  holds: examined.nullable(),
})
export type Note = z.infer<typeof note>

/** The note of the backup at `file`; undefined when there is none that can be read. */
export function readNote(file: string): Note | undefined {
  const beside = noteOf(file)
  if (!existsSync(beside)) return undefined
  try {
    return note.parse(JSON.parse(readFileSync(beside, 'utf8')))
  } catch {
    // A damaged or older note: the backup is checked anew and gets another one.
    return undefined
  }
}

export function writeNote(file: string, content: Note): void {
  writeFileSync(noteOf(file), JSON.stringify(content), { mode: 0o600 })
}

/** Who asked and why, also from a note of an earlier program, which held nothing else. */
export function readAuthor(file: string): Pick<Note, 'description' | 'created_by'> | undefined {
  if (!existsSync(noteOf(file))) return undefined
  try {
    return note.pick({ description: true, created_by: true }).parse(JSON.parse(readFileSync(noteOf(file), 'utf8')))
  } catch {
    // It is only a convenience, and the copy is what counts.
    return undefined
  }
}
