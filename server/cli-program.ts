// The command line: `serve` runs a host without a window, `watch` prints the feed of any host. Only this file reads
// arguments and the environment.
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { HostingState } from '../shared/actions/hosting.ts'
import { AppError } from '../shared/errors.ts'
import { hostFlags, hostingOf, policyOf, portOf } from '../shared/host-flags.ts'
import type { ServerConfig } from './config.ts'
import { inOrigin } from './hosting/interfaces.ts'
import { startServer } from './index.ts'
import { watch } from './watch.ts'

const usage = `Usage:
  serve [--port N] [--data DIR] [--demo] [--open] [--strict] [--host]   run a host on this machine (the default)
  watch URL [--token TOKEN]                                     print the feed of a host

  --port N     port on 127.0.0.1; 0 takes any free one (default 8000)
  --data DIR   folder of the workspace (default ~/.pearl)
  --demo       load the demo study into an empty workspace
  --open       no sign-in: requests without a token act as the owner (this machine only)
  --host       share the workspace on the network, over TLS; prints the join code
  --host-port N      port for other machines (default 8000)
  --host-address A   address of this machine to listen on, may be repeated (default: all of them)
  --strict     with --open: refuse what breaks the workflow rules instead of storing and marking it

Environment: PEARL_ADMIN_PASSWORD sets the password of the first account, admin, at the first start.`

const options = {
  ...hostFlags,
  port: { ...hostFlags.port, default: '8000' },
  data: { ...hostFlags.data, default: path.join(os.homedir(), '.pearl') },
  token: { type: 'string' },
  headless: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [command = 'serve', url] = positionals
  if (values.help) return console.log(usage)
  if (command === 'watch') {
    if (!url) throw new AppError('invalid', 'Name the host to watch, e.g. watch http://127.0.0.1:8000')
    watch(url, { token: values.token ?? process.env.PEARL_TOKEN, print: console.log })
    return
  }
  if (command !== 'serve') throw new AppError('invalid', `There is no command "${command}".\n${usage}`)
  await serve({
    directory: path.resolve(values.data),
    port: portOf(values.port),
    open: values.open,
    policy: policyOf(values),
    hosting: hostingOf(values),
    owner: { username: 'admin', password: process.env.PEARL_ADMIN_PASSWORD },
    demo: values.demo,
    log: 'file',
    logLevel: process.env.PEARL_LOG_LEVEL,
  })
}

async function serve(config: ServerConfig): Promise<void> {
  const server = await startServer(config)
  // Before anything is printed: whoever reads that it is ready may end it at once, and in order.
  let closing: Promise<void> | null = null
  const stop = () => {
    closing ??= server.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  if (config.open)
    console.error('Warning: started with --open. Anybody who can log in to this machine acts as the owner.')
  if (server.generatedPassword !== null) {
    console.log(`The first account is admin, its password ${server.generatedPassword} (shown only this once).`)
  }
  console.log(`PEARL is ready at ${server.url}`)
  printHosting(server.hosting())
}

function printHosting({ hosting, listening, port, join_code, fingerprint }: HostingState): void {
  if (!hosting) return
  for (const { address } of listening) console.log(`Hosting at https://${inOrigin(address)}:${port}`)
  if (join_code) console.log(`Join code, valid until ${join_code.expires_at}: ${join_code.text}`)
  console.log(`Fingerprint of the host's key: ${fingerprint}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exit(1)
})
