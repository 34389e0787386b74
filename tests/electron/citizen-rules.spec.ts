// The pure parts of what makes the program at home on a desktop: menus as data, which words are checked, how many
// notifications may come, what of a log may be shown, which dumps are kept.
import { expect, test } from '@playwright/test'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { BADGE_SIZE, drawBadge } from '../../electron/notices/badge-icon.ts'
import { contextMenuTemplate, type Clicked } from '../../electron/menus/context-menu-template.ts'
import { lastLogLines, shorten } from '../../electron/diagnostics/log-lines.ts'
import { menuTemplate, type MenuState } from '../../electron/menus/menu-template.ts'
import { createNoticeRate } from '../../electron/notices/notice-rate.ts'
import { removeOldDumps } from '../../electron/diagnostics/old-dumps.ts'
import { canBeWalked, isCode, wordsToCheck } from '../../electron/spelling/spelling-rules.ts'
import type { Place } from '../../shared/desktop.ts'

const nothing = () => undefined
const actions = {
  newWindow: nothing,
  navigate: nothing,
  open: nothing,
  choose: nothing,
  join: nothing,
  press: nothing,
  command: nothing,
  showAbout: nothing,
  showLicences: nothing,
}
const workspace: Place = {
  kind: 'workspace',
  id: 'w',
  name: 'R&D',
  directory: '/home/ann/r&d',
  read_only: false,
  throw_away: false,
}
const joined: Place = {
  kind: 'joined',
  id: 'j',
  name: 'Host',
  address: '192.168.1.20:8000',
  fingerprint: 'a'.repeat(64),
}
const state: MenuState = {
  isMac: false,
  isPackaged: true,
  hasWindow: true,
  place: workspace,
  screen: '/effort/4/TLF',
  recents: [],
  hasLicences: true,
}

interface Flat {
  id?: string | undefined
  role?: string | undefined
  label?: string | undefined
  enabled?: boolean | undefined
  accelerator?: unknown
}
function flatten(items: readonly (Flat & { submenu?: unknown })[]): Flat[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu as Flat[]) : [])])
}
const itemsIn = (changed: Partial<MenuState>) => flatten(menuTemplate({ ...state, ...changed }, actions))
const disabledIn = (changed: Partial<MenuState>) =>
  itemsIn(changed)
    .filter(({ enabled }) => enabled === false)
    .map(({ id, role }) => id ?? role)

test('the menu offers what can act, for each kind of place', () => {
  expect(disabledIn({ recents: [{ place: joined, opened_at: '2026-11-01T10:00:00Z' }] })).toEqual([])
  expect(disabledIn({ place: joined })).toEqual(['open-recent', 'host', 'save-copy', 'show-folder', 'show-log'])
  expect(disabledIn({ place: { ...workspace, read_only: true } })).toEqual([
    'open-recent',
    'host',
    'save-copy',
    'show-folder',
  ])
  expect(disabledIn({ place: { ...workspace, throw_away: true } })).toEqual(['open-recent', 'host', 'show-folder'])
  expect(disabledIn({ place: null, screen: '/', hasLicences: false })).toEqual([
    'open-recent',
    'host',
    'save-copy',
    'show-folder',
    'settings',
    'find',
    'search',
    'go-tracker',
    'go-studies',
    'go-packages',
    'go-texts',
    'shortcuts',
    'show-log',
    'licences',
  ])
})

test('developer tools are in the menu while developing only, Quit and Settings where the platform has them', () => {
  const roles = (changed: Partial<MenuState>) => itemsIn(changed).map(({ role }) => role)
  expect(roles({})).not.toContain('toggleDevTools')
  expect(roles({ isPackaged: false })).toContain('toggleDevTools')
  const [onMac, elsewhere] = [true, false].map((isMac) => menuTemplate({ ...state, isMac }, actions))
  const topIds = (template: Flat[] | undefined) => template?.map(({ id, role }) => id ?? role)
  expect(topIds(onMac)).toEqual(['appMenu', 'file', 'edit', 'view', 'windowMenu', 'help'])
  expect(topIds(elsewhere)).toEqual(['file', 'edit', 'view', 'windowMenu', 'help'])
  for (const isMac of [true, false]) {
    expect(itemsIn({ isMac }).filter(({ id }) => id === 'settings')).toMatchObject([{ accelerator: 'CmdOrCtrl+,' }])
    expect(itemsIn({ isMac }).filter(({ role }) => role === 'quit')).toHaveLength(1)
    expect(itemsIn({ isMac }).filter(({ id }) => id === 'about')).toHaveLength(1)
  }
})

test('no two items share an accelerator', () => {
  const keys = itemsIn({}).flatMap(({ accelerator }) => (typeof accelerator === 'string' ? [accelerator] : []))
  expect(keys.length).toBeGreaterThan(8)
  expect(new Set(keys).size).toBe(keys.length)
})

test('a place opened lately is named with where it is, its ampersands intact', () => {
  const recents = [workspace, joined].map((place) => ({ place, opened_at: '2026-11-01T10:00:00Z' }))
  expect(itemsIn({ recents }).filter(({ id }) => id?.startsWith('recent-'))).toMatchObject([
    { label: 'R&&D – /home/ann/r&&d' },
    { label: 'Host – 192.168.1.20:8000' },
  ])
})

const clicked: Clicked = {
  misspelledWord: '',
  isEditable: false,
  linkURL: '',
  selectionText: '',
  editFlags: {
    canUndo: false,
    canRedo: false,
    canCut: true,
    canCopy: true,
    canPaste: false,
    canDelete: true,
    canSelectAll: true,
    canEditRichly: false,
  },
  x: 1,
  y: 2,
}

test('the right mouse button offers what fits what was clicked on', () => {
  const done: string[] = []
  const act = {
    replace: (word: string) => done.push(`replace ${word}`),
    copyText: (text: string) => done.push(`copy ${text}`),
    inspect: undefined,
  }
  const templateOf = (changed: Partial<Clicked>, suggestions: string[] = []) =>
    contextMenuTemplate({ ...clicked, ...changed }, suggestions, act)
  const namesOf = (changed: Partial<Clicked>, suggestions: string[] = []) =>
    templateOf(changed, suggestions).map(({ role, label, type }) => role ?? label ?? type)

  expect(namesOf({})).toEqual([])
  expect(namesOf({ selectionText: '  ' })).toEqual([])
  expect(namesOf({ selectionText: 'a cell' })).toEqual(['copy'])
  const editing = ['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'separator', 'selectAll']
  expect(namesOf({ isEditable: true })).toEqual(editing)
  const inField = templateOf({ isEditable: true }).filter(({ enabled }) => enabled === true)
  expect(inField.map(({ role }) => role)).toEqual(['cut', 'copy', 'selectAll'])
  expect(namesOf({ isEditable: true, misspelledWord: 'recieve' }, ['receive', 'relieve'])).toEqual([
    'receive',
    'relieve',
    'separator',
    ...editing,
  ])
  expect(namesOf({ isEditable: true, misspelledWord: 'qqzx' })).toEqual(['No suggestions', 'separator', ...editing])
  expect(namesOf({ linkURL: 'https://example.com/a' })).toEqual(['Copy Link Address'])
  expect(namesOf({ linkURL: 'pearl://app/#/studies' })).toEqual([])
  expect(contextMenuTemplate(clicked, [], { ...act, inspect: nothing })).toMatchObject([{ label: 'Inspect Element' }])

  const press = (changed: Partial<Clicked>, suggestions: string[] = []) =>
    (templateOf(changed, suggestions)[0]!.click as unknown as () => void)()
  press({ isEditable: true, misspelledWord: 'recieve' }, ['receive'])
  press({ linkURL: 'https://example.com/a' })
  expect(done).toEqual(['replace receive', 'copy https://example.com/a'])
})

test('names of outputs, datasets and variables are no words', () => {
  for (const code of ['ADSL', 'CRF', 'CRF2', 't_14_1_1', 't14', 'x', 'TRT01P', 'z'.repeat(41)]) {
    expect(isCode(code), code).toBe(true)
  }
  for (const word of ['table', 'Table', 'QTcF', "doesn't", 'naïve']) expect(isCode(word), word).toBe(false)
})

test('a part of a code is left out, unless it also stands by itself', () => {
  expect(wordsToCheck(['demog', 'saf', 'recieve', '14'], 'see t_demog_saf, recieve it')).toEqual(['recieve'])
  expect(wordsToCheck(['demog'], 't_demog and demog')).toEqual(['demog'])
  expect(wordsToCheck(['demog'], '(adam/t_demog.)')).toEqual([])
  expect(wordsToCheck(['worng'], '')).toEqual(['worng'])
})

test('a text with a line or sentence that begins with no letter is kept from a walk that would not end', () => {
  for (const text of ['', 'See 14 tables', 'Done. Next', 'Größe: neu', 'a\nb', 'Hello. ']) {
    expect(canBeWalked(text), text).toBe(true)
  }
  for (const text of ['8000', '8000 abc', ' a', '@bo see', '**x**', 'Done. 2 left', 'Left: 3', 'a\n- b', 'a\n\nb']) {
    expect(canBeWalked(text), text).toBe(false)
  }
})

test('notifications beyond five in ten seconds become one sentence', () => {
  let now = 0
  const planned: { run: () => void; at: number }[] = []
  const clock = {
    now: () => now,
    later: (run: () => void, milliseconds: number) => void planned.push({ run, at: now + milliseconds }),
  }
  const heard: string[] = []
  const rate = createNoticeRate<number>(
    (item) => heard.push(String(item)),
    (held) => heard.push(`held ${held.join(' ')}`),
    clock,
  )
  for (let item = 1; item <= 8; item += 1) {
    rate.offer(item)
    now += 100
  }
  expect(heard).toEqual(['1', '2', '3', '4', '5'])
  expect(planned.map(({ at }) => at)).toEqual([10_000])
  now = 9_999
  rate.offer(9)
  now = 10_000
  planned.shift()!.run()
  expect(heard.slice(5)).toEqual(['held 6 7 8 9'])
  // The sentence was one of five.
  for (const item of [10, 11, 12, 13, 14]) rate.offer(item)
  expect(heard.slice(6)).toEqual(['10', '11', '12', '13'])
  expect(planned.map(({ at }) => at)).toEqual([20_000])
})

test('of a log line only wordings known to hold nothing of a row are shown', () => {
  const told = (msg: string, more: object = {}) =>
    shorten(JSON.stringify({ level: 30, time: Date.UTC(2026, 0, 2), msg, ...more }))
  expect(told('PEARL has stopped')).toBe('2026-01-02T00:00:00.000Z info PEARL has stopped')
  expect(told('Broadcasting study_created: SECRET-001')).toMatch(/info Broadcasting study_created$/)
  expect(told('Backup pearl_backup_20260102_000000_manual.db deleted by Ann')).toMatch(/_manual\.db deleted$/)
  expect(told('PEARL is ready at https://10.0.0.7:8000')).toMatch(/PEARL is ready$/)
  expect(told('Something about SECRET-001')).toMatch(/\(message of 26 characters withheld\)$/)
  const error = {
    type: 'SqliteError',
    code: 'SQLITE_FULL',
    message: 'SECRET-001',
    stack:
      'SqliteError: SECRET-001\n    at write (file:///home/ann/pearl/out/server/thread.js:12:3)\n    at /home/ann/a.js:1:2',
  }
  expect(told('Request failed', { err: error })).toMatch(
    /Request failed \[SqliteError SQLITE_FULL thread\.js:12:3 a\.js:1:2\]$/,
  )
  expect(shorten('{"level":30,"ti')).toBe('(a line that cannot be read)')
})

test.describe('in a folder', () => {
  let folder: string
  test.beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'pearl-citizen-'))
  })
  test.afterEach(() => rm(folder, { recursive: true, force: true }))

  test('the last lines of a long log, and none of a missing one', async () => {
    const file = path.join(folder, 'pearl.log')
    expect(await lastLogLines(file, 3)).toEqual([])
    const lines = Array.from({ length: 3000 }, (_, n) =>
      JSON.stringify({ level: 30, time: n, msg: `Broadcast completed to ${n} connections` }),
    )
    await writeFile(file, `${lines.join('\n')}\n`)
    const last = await lastLogLines(file, 2)
    expect(last.map((line) => line.split(' ').slice(2).join(' '))).toEqual([
      'Broadcast completed to 2998 connections',
      'Broadcast completed to 2999 connections',
    ])
  })

  test('the newest ten dumps of thirty days are kept, with what lies beside them', async () => {
    const now = Date.UTC(2026, 5, 1)
    const day = 24 * 60 * 60
    await mkdir(path.join(folder, 'pending'))
    await writeFile(path.join(folder, 'settings.dat'), '')
    for (let age = 0; age < 12; age += 1) {
      for (const kind of ['dmp', 'meta']) {
        const file = path.join(folder, 'pending', `${String(age).padStart(2, '0')}.${kind}`)
        await writeFile(file, '')
        const at = now / 1000 - (age === 3 ? 31 : age) * day
        await utimes(file, at, at)
      }
    }
    await removeOldDumps(folder, now)
    const left = (await readdir(path.join(folder, 'pending'))).sort()
    expect(left).toEqual(
      ['00', '01', '02', '04', '05', '06', '07', '08', '09', '10'].flatMap((n) => [`${n}.dmp`, `${n}.meta`]),
    )
    expect(await readdir(folder)).toContain('settings.dat')
    await removeOldDumps(path.join(folder, 'nowhere'), now)
  })
})

test('the number for the taskbar is drawn: a disc with light figures, none outside of it', () => {
  const at = (pixels: Buffer, x: number, y: number) => [...pixels.subarray((y * BADGE_SIZE + x) * 4).subarray(0, 4)]
  const inked = (count: number) => {
    const pixels = drawBadge(count)
    expect(pixels.length).toBe(BADGE_SIZE * BADGE_SIZE * 4)
    expect(at(pixels, 0, 0)).toEqual([0, 0, 0, 0])
    expect(at(pixels, 16, 1)).toEqual([38, 38, 185, 255])
    return Array.from({ length: BADGE_SIZE * BADGE_SIZE }, (_, n) => n).filter((n) => pixels[n * 4 + 1] === 255).length
  }
  expect(inked(1)).toBe(8 * 16)
  expect(inked(8)).toBe(13 * 16)
  expect(inked(10)).toBe(inked(99))
  expect(inked(10)).toBeGreaterThan(inked(9))
})
