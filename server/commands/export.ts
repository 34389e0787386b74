// `export`: writes a list as a file, as the window does; the ending of the file says which kind.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../shared/errors.ts'
import type { Command } from './command.ts'
import { hostOptions, hostUsage, withHost } from './host-client.ts'
import { listNamed, listOptions, listUsage } from './list-owner.ts'
import { writeOut } from './write-out.ts'

const options = {
  ...hostOptions,
  ...listOptions,
  columns: { type: 'string' },
  force: { type: 'boolean', default: false },
} as const

export const exportCommand: Command = {
  name: 'export',
  usage: `  export FILE LIST   write a list to FILE.xlsx, which can be edited and brought back, or to FILE.csv; LIST is one of
${listUsage}
    --columns A,B,C   these columns only, e.g. item_code,title,due_date
    --force           replace a file that is there already
${hostUsage}`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [file] = positionals
    if (file === undefined) throw new AppError('invalid', 'Name the file to write.')
    const format = path.extname(file).slice(1).toLowerCase()
    if (format !== 'xlsx' && format !== 'csv') {
      throw new AppError('invalid', `${file} must end in .xlsx or .csv.`)
    }
    return withHost(values, async (host) => {
      const list = await listNamed(host, values)
      const columns = values.columns?.split(',').map((column) => column.trim())
      const bytes = await host.download('POST', '/exports', { ...list, format, ...(columns && { columns }) })
      await writeOut(file, bytes, values.force)
      return 0
    })
  },
}
