// What the program remembers on this machine: the person's settings, the places opened lately with the keys agreed on, and
// where their windows stood. One file, checked when read and replaced whole when written; one that cannot be read is set
// aside, never overwritten. It holds no secret.
import { mkdirSync, openSync, closeSync, fsyncSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { recent, settings, type Place, type Recent, type Settings, type SettingsPatch } from '../shared/desktop.ts'

export const windowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
  /** Chromium's zoom level: 0 is 100 %, each step 20 % more or less. */
  zoom: z.number().min(-8).max(9),
})
export type WindowState = z.infer<typeof windowState>

const MOST_RECENTS = 20

const content = z.object({
  settings: settings.prefault({}),
  recents: z.array(recent).max(MOST_RECENTS).default([]),
  /** Place that was opened or looked at last; null for the start screen. */
  last: z.string().nullable().default(null),
  /** By id of the place; of the start screen under the empty name. */
  windows: z.record(z.string(), windowState).default({}),
})
type Content = z.infer<typeof content>

export interface Memory {
  /** A sentence about a file that could not be read, to be told once; null when all is well. */
  complaint: string | null
  settings(): Settings
  change(patch: SettingsPatch): Settings
  recents(): readonly Recent[]
  /** Puts a place on top of the list, as the one opened last; null for the start screen. */
  remember(place: Place | null): void
  forget(id: string): void
  last(): Place | null
  windowOf(id: string): WindowState | undefined
  keepWindow(id: string, state: WindowState): void
}

/**
 * @param file of the settings; absent at the first start
 * @param now the present moment, ISO 8601
 */
export function openMemory(file: string, now: () => string = () => new Date().toISOString()): Memory {
  const { read, complaint } = readContent(file)
  let held = read

  function write(next: Content) {
    held = next
    writeWhole(file, `${JSON.stringify(next, null, 2)}\n`)
  }

  return {
    complaint,
    settings: () => held.settings,
    change({ notifications, ...patch }) {
      const merged = { ...held.settings.notifications, ...notifications }
      write({ ...held, settings: settings.parse({ ...held.settings, ...patch, notifications: merged }) })
      return held.settings
    },
    recents: () => held.recents,
    remember(place) {
      const others = held.recents.filter((entry) => entry.place.id !== place?.id)
      const recents = place ? [{ place, opened_at: now() }, ...others].slice(0, MOST_RECENTS) : held.recents
      write({ ...held, recents, last: place?.id ?? null })
    },
    forget(id) {
      const { [id]: _forgotten, ...windows } = held.windows
      const recents = held.recents.filter(({ place }) => place.id !== id)
      write({ ...held, recents, windows, last: held.last === id ? null : held.last })
    },
    last: () => held.recents.find(({ place }) => place.id === held.last)?.place ?? null,
    windowOf: (id) => held.windows[id],
    keepWindow(id, state) {
      if (JSON.stringify(held.windows[id]) === JSON.stringify(state)) return
      const known = new Set(['', id, ...held.recents.map(({ place }) => place.id)])
      const windows = Object.entries(held.windows).filter(([key]) => known.has(key))
      write({ ...held, windows: { ...Object.fromEntries(windows), [id]: state } })
    },
  }
}

function readContent(file: string): { read: Content; complaint: string | null } {
  const nothing = content.parse({})
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { read: nothing, complaint: null }
    throw error
  }
  try {
    return { read: content.parse(JSON.parse(text)), complaint: null }
  } catch {
    const aside = file.replace(/(\.json)?$/, `.unreadable-${Date.now()}.json`)
    renameSync(file, aside)
    const complaint = `The settings of this program could not be read. They were set aside as ${aside}, and the usual ones are used. Your workspaces are not affected; open them again by their folders.`
    return { read: nothing, complaint }
  }
}

/** Either the old file or the new one is there, whole, whatever happens meanwhile. */
function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  try {
    writeFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, file)
}
