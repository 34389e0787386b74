// `verify`: whether a workspace or a backup is whole: SQLite's own check, references, and the chain of its history, which may be
// held against a head that somebody noted. It works on a private copy, so that the file is not touched.
import { parseArgs } from 'node:util'
import { AppError } from '../../shared/errors.ts'
import { inspectCopy, type Inspected } from '../features/backups/inspect.ts'
import type { Command } from './command.ts'
import { withPrivateCopy } from './private-copy.ts'

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
      const result = await inspect(positionals[0], values.head)
      console.log(sentenceOf(result))
      return result.fault === null ? 0 : NOT_WHOLE
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      console.error(error.message)
      return NOT_CHECKED
    }
  },
}

function inspect(given: string | undefined, head: string | undefined): Promise<Inspected & { file: string }> {
  const passphrase = process.env.PEARL_BACKUP_PASSPHRASE ?? null
  const known = knownHead(head)
  return withPrivateCopy(given, (file, copy) => ({ file, ...inspectCopy(file, copy, { passphrase, known }) }))
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
