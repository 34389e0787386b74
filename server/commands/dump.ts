// `dump` and `load`: a whole workspace in the open format, out and in.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../shared/errors.ts'
import { dump } from '../features/open-format/dump.ts'
import { load } from '../features/open-format/load.ts'
import type { Manifest } from '../features/open-format/manifest.ts'
import type { Command } from './command.ts'
import { DEFAULT_FOLDER } from './default-folder.ts'
import { withPrivateCopy } from './private-copy.ts'

const unwatched = { expectWanted() {}, progress() {} }
const rowsOf = ({ files }: Manifest) => files.reduce((sum, { rows }) => sum + rows, 0)

export const dumpCommand: Command = {
  name: 'dump',
  usage: `  dump DIR OUT   write a whole workspace, or a backup, in the open format: JSON lines and a manifest
    DIR   folder of a workspace that no program has open, or the file of a backup
    OUT   a new folder, or a new file that ends in .zip`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true })
    const [from, to] = positionals
    if (to === undefined) throw new AppError('invalid', 'Name the workspace, and the folder or .zip file to write.')
    const target = path.resolve(to)
    if (existsSync(target)) throw new AppError('conflict', `${target} is there already. Name another one.`)
    const made = await withPrivateCopy(from, (_file, copy) => dump({ copy, target }, unwatched))
    console.log(
      `Wrote ${target}: ${made.files.length} files, ${rowsOf(made)} rows, history up to entry ${made.head.seq}.`,
    )
    return 0
  },
}

export const loadCommand: Command = {
  name: 'load',
  usage: `  load IN [--data DIR]   make a workspace of a folder or .zip file in the open format
    --data DIR   a folder without a workspace (default ~/.pearl)`,
  async run(args) {
    const options = { data: { type: 'string', default: DEFAULT_FOLDER } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [given] = positionals
    if (given === undefined || !existsSync(given)) {
      throw new AppError('not_found', 'Name the folder or .zip file to load.')
    }
    const directory = path.resolve(values.data)
    const made = await load({ source: path.resolve(given), directory }, unwatched)
    console.log(`Made a workspace in ${directory}: ${rowsOf(made)} rows, history up to entry ${made.head.seq}.`)
    return 0
  },
}
