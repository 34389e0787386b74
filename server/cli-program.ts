// The command line: finds the command that is named and runs it; `serve` when none is. Commands read their own arguments
// (server/commands/); a refusal is one sentence and exit code 1, a misspelt flag likewise.
import path from 'node:path'
import { AppError } from '../shared/errors.ts'
import type { Command } from './commands/command.ts'
import { handOffCommand, reportCommand } from './commands/documents.ts'
import { dumpCommand, loadCommand } from './commands/dump.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { recoverCommand } from './commands/recover.ts'
import { serveCommand } from './commands/serve.ts'
import { verifyCommand } from './commands/verify.ts'
import { watchCommand } from './commands/watch.ts'
import { DamagedWorkspace } from './db/damaged.ts'

const commands: readonly Command[] = [
  serveCommand,
  watchCommand,
  importCommand,
  exportCommand,
  reportCommand,
  handOffCommand,
  recoverCommand,
  verifyCommand,
  dumpCommand,
  loadCommand,
]
const usage = () => `Usage: npm run pearl -- COMMAND ...\n\n${commands.map((each) => each.usage).join('\n\n')}`

async function main(args: string[]): Promise<number | undefined> {
  if (args.includes('--help')) {
    console.log(usage())
    return 0
  }
  const name = args[0] === undefined || args[0].startsWith('-') ? serveCommand.name : args[0]
  const command = commands.find((each) => each.name === name)
  if (!command) throw new AppError('invalid', `There is no command "${name}".\n${usage()}`)
  return command.run(args[0] === name ? args.slice(1) : args)
}

try {
  const code = await main(process.argv.slice(2))
  if (code !== undefined) process.exitCode = code
} catch (error) {
  const isMisuse = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  console.error(error instanceof AppError || isMisuse ? error.message : error)
  if (error instanceof DamagedWorkspace) {
    const command = `npm run pearl -- recover --data "${path.dirname(error.file)}"`
    console.error(
      `To restore a backup: ${command} --from-backup FILE. To take over what can be read: ${command} --salvage`,
    )
  }
  process.exit(1)
}
