// `serve`: runs a host on this machine without a window, until a signal ends it.
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { HostingState } from '../../shared/actions/hosting.ts'
import { hostFlags, hostingOf, policyOf, portOf } from '../../shared/host-flags.ts'
import type { ServerConfig } from '../config.ts'
import { inOrigin } from '../hosting/interfaces.ts'
import { startServer } from '../index.ts'
import type { Command } from './command.ts'
import { DEFAULT_FOLDER } from './default-folder.ts'

const options = {
  ...hostFlags,
  port: { ...hostFlags.port, default: '8000' },
  data: { ...hostFlags.data, default: DEFAULT_FOLDER },
  headless: { type: 'boolean', default: false },
} as const

export const serveCommand: Command = {
  name: 'serve',
  usage: `  serve [--port N] [--data DIR] [--demo] [--open] [--strict] [--host]   run a host on this machine (the default)
    --port N     port on 127.0.0.1; 0 takes any free one (default 8000)
    --data DIR   folder of the workspace (default ~/.pearl)
    --demo       load the demo study into an empty workspace
    --open       no sign-in: requests without a token act as the owner (this machine only)
    --host       share the workspace on the network, over TLS; prints the join code
    --host-port N      port for other machines (default 8000)
    --host-address A   address of this machine to listen on, may be repeated (default: all of them)
    --strict     with --open: refuse what breaks the workflow rules instead of storing and marking it
    PEARL_ADMIN_PASSWORD sets the password of the first account, admin, at the first start`,
  async run(args) {
    const { values } = parseArgs({ args, options })
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
    return undefined
  },
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
