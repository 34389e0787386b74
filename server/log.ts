// Where log lines go. Rows, passwords and tokens are never among them: routes log ids and labels, and what could carry a
// credential is redacted here.
import pino, { type Logger } from 'pino'
import { createStream } from 'rotating-file-stream'
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

/** Opens the log named by the configuration; a file rotates at 5 MB and five old ones are kept. */
export function openLog(config: Pick<ServerConfig, 'directory' | 'log' | 'logLevel'>): Logger {
  const level = config.logLevel ?? 'info'
  if (config.log === 'silent') return pino({ level: 'silent' })
  if (config.log === 'stderr') return pino({ level, redact }, pino.destination({ fd: 2, sync: true }))
  const file = createStream('pearl.log', { path: path.join(config.directory, 'logs'), size: '5M', maxFiles: 5 })
  // A log that cannot be written (full disk, folder without permission) must not take the server down with it.
  file.on('error', (error) => process.stderr.write(`The log cannot be written: ${error.message}\n`))
  return pino({ level, redact }, file)
}
