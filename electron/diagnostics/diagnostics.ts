// What somebody who is to help needs to know of this program, as text for the clipboard: versions, modes, sizes and the
// kinds of the last events. No row, no token, no name of a person, host or workspace, and no path of this machine.
import { app, screen, type BrowserWindow } from 'electron'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import type { Place } from '../../shared/desktop.ts'
import { dumpFolder } from './crash-dumps.ts'
import { lastLogLines, logFileOf } from './log-lines.ts'
import { listDumps } from './old-dumps.ts'
import type { Shell } from '../shell.ts'

const LOG_LINES = 40
const MEGABYTE = 1024 * 1024

/** @param window whose place is described; of others only the kind is told */
export async function diagnostics(window: BrowserWindow, windows: BrowserWindow[], shell: Shell): Promise<string> {
  const place = shell.placeOf(window)
  const sections: [string, string[]][] = [
    ['Program', program()],
    ['Machine', machine()],
    ['Windows', windows.map((each) => `${each === window ? 'this one' : 'another'}: ${kindOf(shell.placeOf(each))}`)],
    ['Settings', settingsOf(shell)],
    ['Crash dumps', await crashes()],
    ...(place?.kind === 'workspace' ? await workspace(place.directory) : []),
  ]
  return sections.map(([title, lines]) => [`${title}`, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n')
}

function program(): string[] {
  const { electron, chrome, node, v8, modules } = process.versions
  return [
    `PEARL Desktop ${app.getVersion()}${app.isPackaged ? '' : ', not packaged'}`,
    `Electron ${electron}, Chromium ${chrome}, Node.js ${node}, V8 ${v8}, modules ${modules}`,
    `schema ${schemaVersion()}`,
    `running for ${Math.round(process.uptime())} s, ${megabytes(process.memoryUsage().rss)} in the main process`,
    ...app.getAppMetrics().map(({ type, memory }) => `${type}: ${megabytes(memory.workingSetSize * 1024)}`),
  ]
}

function machine(): string[] {
  const displays = screen.getAllDisplays().map(({ size, scaleFactor }) => `${size.width}x${size.height}@${scaleFactor}`)
  return [
    `${process.platform} ${process.getSystemVersion()} ${process.arch}, ${app.getLocale()}`,
    `${os.availableParallelism()} processors, ${megabytes(os.freemem())} of ${megabytes(os.totalmem())} free`,
    `displays ${displays.join(', ') || 'none'}, pictures drawn by ${app.getGPUFeatureStatus().gpu_compositing}`,
  ]
}

function kindOf(place: Place | null): string {
  if (!place) return 'nothing open'
  if (place.kind === 'joined') return 'joined to a host'
  if (place.throw_away) return 'demo study in a folder that is thrown away'
  return place.read_only ? 'copy opened for reading' : 'workspace of this machine'
}

function settingsOf(shell: Shell): string[] {
  const { notifications, spell_check, when_host_closes } = shell.settings()
  const off = Object.entries(notifications).filter(([, isOn]) => !isOn)
  return [
    `notifications off: ${off.map(([kind]) => kind).join(', ') || 'none'}`,
    `spell check ${spell_check ? 'on' : 'off'}, when the last window of a host closes: ${when_host_closes}`,
  ]
}

async function crashes(): Promise<string[]> {
  const dumps = await listDumps(dumpFolder())
  const newest = dumps[0] ? `, the newest of ${new Date(dumps[0].at).toISOString()}` : ''
  return [`${dumps.length}${newest}`, `in ${withoutHome(dumpFolder())}`, 'they are kept here and sent nowhere']
}

/** The sizes of files are asked for without opening them: closing one would drop the locks SQLite has on it. */
async function workspace(directory: string): Promise<[string, string[]][]> {
  const size = (...names: string[]) => statSync(path.join(directory, ...names), { throwIfNoEntry: false })?.size ?? 0
  const backups = path.join(directory, 'backups')
  const copies = existsSync(backups) ? readdirSync(backups).filter((name) => name.endsWith('.db')) : []
  const inCopies = copies.reduce((sum, name) => sum + size('backups', name), 0)
  return [
    [
      'Workspace',
      [
        `${megabytes(size('pearl.db'))}, ${megabytes(size('pearl.db-wal'))} not yet checkpointed`,
        `${copies.length} backups of ${megabytes(inCopies)} together`,
        `log of ${megabytes(size('logs', 'pearl.log'))}`,
      ],
    ],
    ['Last lines of the log', await lastLogLines(logFileOf(directory), LOG_LINES)],
  ]
}

/** The newest schema this program knows; a workspace that is open has been brought to it. */
function schemaVersion(): number {
  const journal = path.join(import.meta.dirname, '..', 'server', 'migrations', 'meta', '_journal.json')
  return z.object({ entries: z.array(z.unknown()) }).parse(JSON.parse(readFileSync(journal, 'utf8'))).entries.length
}

/** The person's folder goes by another name: theirs is in it. A path outside of it is not shown at all. */
function withoutHome(folder: string): string {
  const relative = path.relative(app.getPath('home'), folder)
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)
  return isInside ? path.join('~', relative) : `a folder "${path.basename(folder)}" outside of the person's own`
}

const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(1)} MB`
