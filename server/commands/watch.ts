// `watch`: prints the live feed of any host, one line an event.
import { parseArgs } from 'node:util'
import { AppError } from '../../shared/errors.ts'
import { watch } from '../watch.ts'
import type { Command } from './command.ts'

export const watchCommand: Command = {
  name: 'watch',
  usage: '  watch URL [--token TOKEN]   print the feed of a host; PEARL_TOKEN may hold the token',
  async run(args) {
    const options = { token: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [url] = positionals
    if (!url) throw new AppError('invalid', 'Name the host to watch, e.g. watch http://127.0.0.1:8000')
    watch(url, { token: values.token ?? process.env.PEARL_TOKEN, print: console.log })
    return undefined
  },
}
