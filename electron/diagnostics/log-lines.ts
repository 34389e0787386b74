// The last lines of a workspace's log, fit to be shown to others: messages hold names and labels of rows, so only wordings
// known to hold none are let through, and of an error what kind it was and where. Whatever is new is withheld until it is
// listed here. Free of Electron.
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

/** How much of the log's end is read, in bytes. */
const TAIL = 64 * 1024

/** What matches, and no more, is shown. */
const harmless: readonly RegExp[] = [
  /^Workspace brought from schema \d+ to \d+$/,
  /^PEARL is ready\b/,
  /^PEARL has stopped$/,
  /^Signed in$/,
  /^Socket failed$/,
  /^Request failed$/,
  /^The database does not answer$/,
  /^Broadcasting \d+ changes of one transaction$/,
  /^Broadcasting [a-z_]+(?=:)/,
  /^Broadcast completed to \d+ connections$/,
  /^Cutting a connection that is \d+ frames behind$/,
  /^Backup pearl_backup_\w+\.db (made, \d+ bytes|deleted)/,
  /^The files of \/docs are missing/,
  /^Running in Electron [\d.]+\b/,
]

const levels: Record<number, string> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' }

const line = z.object({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(''),
  err: z.object({ type: z.string().optional(), code: z.string().optional(), stack: z.string().optional() }).optional(),
})

/** Where the server of a workspace writes its log (server/log.ts). */
export const logFileOf = (directory: string): string => path.join(directory, 'logs', 'pearl.log')

/** The last `count` lines of a log, as they may be shown; none when there is no log. */
export async function lastLogLines(file: string, count: number): Promise<string[]> {
  const text = await readEnd(file)
  return text
    .split('\n')
    .filter((line) => line !== '')
    .slice(-count)
    .map(shorten)
}

async function readEnd(file: string): Promise<string> {
  if (!existsSync(file)) return ''
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - TAIL)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** One line of the log, without what somebody wrote in it. */
export function shorten(text: string): string {
  const parsed = line.safeParse(parse(text))
  if (!parsed.success) return '(a line that cannot be read)'
  const { level, time, msg, err } = parsed.data
  const shown = harmless.map((pattern) => pattern.exec(msg)?.[0]).find((found) => found !== undefined)
  const message = shown ?? `(message of ${msg.length} characters withheld)`
  return `${new Date(time).toISOString()} ${levels[level] ?? level} ${message}${err ? ` [${describe(err)}]` : ''}`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The first line may be cut in the middle; the caller says that it cannot be read.
    return null
  }
}

/** Kind, code and places of an error; its message may quote a row. */
function describe({ type, code, stack }: NonNullable<z.infer<typeof line>['err']>): string {
  const named = [type, code].filter((text) => text !== undefined && /^\w+$/.test(text))
  const places = [...(stack ?? '').matchAll(/^\s+at .*?([\w.-]+\.(?:js|ts|cjs|mjs):\d+:\d+)\)?$/gm)].map(([, at]) => at)
  return [...named, ...places.slice(0, 6)].join(' ')
}
