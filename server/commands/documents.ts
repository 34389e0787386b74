// `report` and `hand-off`: an effort as a PDF, and as the files for SAS and R.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { handOff } from '../../shared/actions/reports.ts'
import { AppError } from '../../shared/errors.ts'
import type { Command } from './command.ts'
import { hostOptions, hostUsage, withHost, type HostClient } from './host-client.ts'
import { effortNamed } from './list-owner.ts'
import { writeOut } from './write-out.ts'

const options = { ...hostOptions, effort: { type: 'string' }, force: { type: 'boolean', default: false } } as const

/** Reads the arguments that both take, and does the work with the route of the effort. */
async function withEffort(
  args: string[],
  what: string,
  work: (host: HostClient, route: string, to: string, force: boolean) => Promise<void>,
) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [to] = positionals
  const { effort } = values
  if (to === undefined) throw new AppError('invalid', `Name ${what} to write.`)
  if (effort === undefined) throw new AppError('invalid', 'Name the effort: --effort "STUDY / RELEASE / EFFORT".')
  return withHost(values, async (host) => {
    await work(host, `/reporting-efforts/${await effortNamed(host, effort)}`, to, values.force)
    return 0
  })
}

export const reportCommand: Command = {
  name: 'report',
  usage: `  report FILE.pdf --effort "STUDY / RELEASE / EFFORT" [--force]   write the status report of an effort
${hostUsage}`,
  run: (args) =>
    withEffort(args, 'the PDF file', async (host, route, file, force) => {
      await writeOut(file, await host.download('GET', `${route}/status-report`), force)
    }),
}

export const handOffCommand: Command = {
  name: 'hand-off',
  usage: `  hand-off FOLDER --effort "STUDY / RELEASE / EFFORT" [--force]   write titles, footnotes, populations and datasets for SAS and R
${hostUsage}`,
  run: (args) =>
    withEffort(args, 'the folder', async (host, route, folder, force) => {
      const { files, warnings } = handOff.parse(await host.call('GET', `${route}/hand-off`))
      await mkdir(folder, { recursive: true })
      for (const { name } of files) {
        await writeOut(path.join(folder, name), await host.download('GET', `${route}/hand-off/${name}`), force)
      }
      for (const warning of warnings) console.log(warning)
    }),
}
