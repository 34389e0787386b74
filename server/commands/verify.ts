// `verify`: whether a workspace or a backup is whole: SQLite's own check, references, and the chain of its history, which may be
// held against a head that somebody noted. It works on a private copy, so that the file is not touched.
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../shared/errors.ts'
import { DATABASE_NAME } from '../db/open.ts'
import { inspectCopy, type Inspected } from '../features/backups/inspect.ts'
import type { Command } from './command.ts'

/** Exit codes beside 0. */
const NOT_WHOLE = 1
const NOT_CHECKED = 2

const options = { head: { type: 'string' } } as const

export const verifyCommand: Command = {
  name: 'verify',
  usage: `  verify FILE [--head SEQ:HASH]   check a workspace (its folder or pearl.db) or a backup without changing it
    --head SEQ:HASH   a head of its history that was noted elsewhere: an entry which must be part of it
    PEARL_BACKUP_PASSPHRASE opens a locked backup. Ends with 0 when it is whole, 1 when it is damaged or was altered, 2 when it
    could not be checked`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    try {
      const result = inspect(positionals[0], values.head)
      console.log(sentenceOf(result))
      return result.fault === null ? 0 : NOT_WHOLE
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      console.error(error.message)
      return NOT_CHECKED
    }
  },
}

function inspect(given: string | undefined, head: string | undefined): Inspected & { file: string } {
  if (given === undefined) throw new AppError('invalid', 'Name the file to check.')
  const stat = statSync(given, { throwIfNoEntry: false })
  const file = path.resolve(stat?.isDirectory() === true ? path.join(given, DATABASE_NAME) : given)
  if (!existsSync(file)) throw new AppError('not_found', `There is no file ${file}.`)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pearl-verify-'))
  try {
    const copy = path.join(folder, path.basename(file))
    copyQuiet(file, copy)
    const passphrase = process.env.PEARL_BACKUP_PASSPHRASE ?? null
    return { file, ...inspectCopy(file, copy, { passphrase, known: knownHead(head) }) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Copies the file and its write-ahead log. @throws AppError when a program writes to it meanwhile */
function copyQuiet(file: string, copy: string): void {
  const sides = ['', '-wal']
  const stamps = () =>
    sides.map((side) => {
      const stat = statSync(file + side, { throwIfNoEntry: false })
      return stat ? `${stat.size} ${stat.mtimeMs}` : ''
    })
  const before = stamps()
  for (const side of sides) if (existsSync(file + side)) copyFileSync(file + side, copy + side)
  if (stamps().join() !== before.join()) {
    throw new AppError('unavailable', `${file} is being written by a program. Close it there, or check a backup of it.`)
  }
}

function knownHead(given: string | undefined): { seq: number; hash: string } | undefined {
  if (given === undefined) return undefined
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(given) ?? []
  if (seq === undefined || hash === undefined) {
    throw new AppError('invalid', `"${given}" is no head: give the number of an entry, a colon and its hash.`)
  }
  return { seq: Number(seq), hash }
}

function sentenceOf({ file, fault, holds }: Inspected & { file: string }): string {
  if (fault !== null) return `${file} is not whole. ${fault}`
  const rows = Object.values(holds!.counts).reduce((sum, count) => sum + count, 0)
  const { schema, epoch, head } = holds!
  return `${file} is whole: schema ${schema}, ${rows} rows. Its history ${epoch} is unbroken up to entry ${head.seq}, hash ${head.hash}.`
}
