// Where log lines go. Rows, passwords and tokens are never among them: routes log ids and labels, and what could carry a
// credential is redacted here.
import pino, { type DestinationStream, type Logger } from 'pino'
import { createStream } from 'rotating-file-stream'
import type { Writable } from 'node:stream'
import path from 'node:path'
import type { ServerConfig } from './config.ts'

const redact = [
  'req.headers.authorization',
  'authorization',
  'password',
  'token',
  '*.password',
  '*.token',
  '*.access_token',
  '*.refresh_token',
]

export type Log = Logger

/** Opens the log named by the configuration; a file rotates at 5 MB and five old ones are kept. */
export function openLog(config: Pick<ServerConfig, 'directory' | 'log' | 'logLevel'>): Log {
  const level = config.logLevel ?? 'info'
  if (config.log === 'silent') return pino({ level: 'silent' })
  if (config.log === 'stderr') return pino({ level, redact }, pino.destination({ fd: 2, sync: true }))
  const folder = path.join(config.directory, 'logs')
  const file = createStream('pearl.log', { path: folder, size: '5M', maxFiles: 5, mode: 0o600 })
  // A log that cannot be written (full disk, folder without permission) must not take the server down with it.
  file.on('error', (error) => process.stderr.write(`The log cannot be written: ${error.message}\n`))
  return pino({ level, redact }, gathered(file))
}

/** How long lines wait for others to be written with, in milliseconds; warnings and worse do not. */
const GATHERED_FOR = 100

/** Writes many lines at once: under load, writing each by itself costs as much as the request it tells of. */
function gathered(file: Writable): DestinationStream & { flush(done?: () => void): void } {
  let lines = ''
  let timer: NodeJS.Timeout | undefined
  function flush(done?: () => void): void {
    clearTimeout(timer)
    timer = undefined
    file.write(lines, () => done?.())
    lines = ''
  }
  return {
    // Asks pino to set `lastLevel` before each write.
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string) {
      lines += line
      if (this.lastLevel >= pino.levels.values.warn!) flush()
      else timer ??= setTimeout(flush, GATHERED_FOR).unref()
    },
    flush,
  } as DestinationStream & { lastLevel: number; flush(done?: () => void): void }
}
