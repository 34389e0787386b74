// `recover`: puts a whole workspace in the place of a damaged one, from a backup or from what can still be read. Without a
// choice it only says what there is to choose from.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../shared/errors.ts'
import { BACKUPS_FOLDER } from '../db/backup.ts'
import { offerRecovery, restoreOver, salvageWorkspace, type Recovered } from '../features/recovery/recover.ts'
import type { Command } from './command.ts'
import { DEFAULT_FOLDER } from './default-folder.ts'

const options = {
  data: { type: 'string', default: DEFAULT_FOLDER },
  'from-backup': { type: 'string' },
  salvage: { type: 'boolean', default: false },
} as const

export const recoverCommand: Command = {
  name: 'recover',
  usage: `  recover [--data DIR] [--from-backup FILE | --salvage]   recover a damaged workspace; without a choice, list its backups
    --from-backup FILE   a file, or the name of a backup in the workspace's folder of backups
    --salvage            take over every row that can still be read, and say what is lost
    The damaged file is kept beside the new one. PEARL_BACKUP_PASSPHRASE opens a locked backup.`,
  async run(args) {
    const { values } = parseArgs({ args, options })
    const directory = path.resolve(values.data)
    const file = values['from-backup']
    if (file !== undefined && values.salvage) {
      throw new AppError('invalid', 'Give either --from-backup or --salvage, not both.')
    }
    if (!existsSync(directory)) throw new AppError('not_found', `There is no folder ${directory}.`)
    if (file === undefined && !values.salvage) list(directory)
    else
      tell(
        await (file === undefined
          ? salvageWorkspace(directory)
          : restoreOver(directory, located(directory, file), process.env.PEARL_BACKUP_PASSPHRASE ?? null)),
      )
    return 0
  },
}

function located(directory: string, given: string): string {
  const candidates = [path.resolve(given), path.join(directory, BACKUPS_FOLDER, given)]
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined) throw new AppError('not_found', `There is no file ${given}, and no backup of that name.`)
  return file
}

function list(directory: string): void {
  const { file, backups } = offerRecovery(directory)
  if (backups.length === 0) console.log(`There is no checked backup of ${file}. Try --salvage.`)
  for (const { filename, created_at, size_bytes, counts, locked } of backups) {
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
    console.log(`${filename}  ${created_at}  ${size_bytes} bytes  ${rows} rows${locked ? '  locked' : ''}`)
  }
}

function tell({ detail, tables }: Recovered): void {
  for (const { table, read, rebuilt, lost } of tables) {
    if (read + rebuilt + lost > 0) console.log(`${table}: ${read} read, ${rebuilt} from the history, ${lost} lost`)
  }
  console.log(detail)
}
