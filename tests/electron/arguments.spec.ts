// The command line of the desktop program, as it arrives from a terminal, from a packaged program and from a test runner.
import { expect, test } from '@playwright/test'
import path from 'node:path'
import { readArguments } from '../../electron/arguments.ts'
import { readDeepLink } from '../../electron/deep-links.ts'
import { folderOfProgram } from '../../electron/program-folder.ts'

const surroundings = {
  applicationFolder: path.resolve('/pearl'),
  isPackaged: false,
  defaultDirectory: '/home/ann/pearl',
  workingDirectory: '/home/ann',
}
const read = (...argv: string[]) => readArguments(['/electron', ...argv], surroundings)
const readPackaged = (...argv: string[]) =>
  readArguments(['/pearl-desktop', ...argv], { ...surroundings, isPackaged: true })
const plain = { directory: '/home/ann/pearl', port: 0, demo: false, open: false, policy: undefined }
const nothing = { workspace: null, links: [], files: [] }

test('without flags no workspace is asked for', () => {
  expect(read('/pearl')).toEqual(nothing)
  expect(readPackaged()).toEqual(nothing)
})

test('what a flag does not say: the own folder, any free port, sign-in, the policy of the workspace', () => {
  expect(read('/pearl', '--port', '0')).toEqual({ ...nothing, workspace: plain })
  expect(readPackaged('--demo').workspace).toEqual({ ...plain, demo: true })
})

test('every flag, in both spellings', () => {
  expect(read('/pearl', '--data', 'there', '--port=8000', '--demo', '--open', '--strict').workspace).toEqual({
    directory: '/home/ann/there',
    port: 8000,
    demo: true,
    open: true,
    policy: 'strict',
  })
  expect(read('/pearl', '--open').workspace?.policy).toBe('permissive')
})

test('where the program lies, wherever it runs', () => {
  const appImage = { APPIMAGE: '/media/stick/PEARL.AppImage', APPDIR: '/tmp/.mount_x' }
  expect(folderOfProgram({}, '/opt/PEARL/pearl-desktop')).toBe('/opt/PEARL')
  expect(folderOfProgram({ PORTABLE_EXECUTABLE_DIR: 'E:\\PEARL' }, '/tmp/x/pearl')).toBe('E:\\PEARL')
  expect(folderOfProgram(appImage, '/tmp/.mount_x/pearl-desktop')).toBe('/media/stick')
  expect(folderOfProgram(appImage, '/opt/PEARL/pearl-desktop')).toBe('/opt/PEARL')
  expect(folderOfProgram({}, '/Volumes/Stick/PEARL Desktop.app/Contents/MacOS/PEARL Desktop')).toBe('/Volumes/Stick')
})

test('what stands before the application is of no concern', () => {
  expect(read('--no-sandbox', '--port', '1', '/pearl', '--port', '2').workspace?.port).toBe(2)
})

test('what is not understood is said', () => {
  expect(() => read('/pearl', '--prot', '1')).toThrow("Unknown option '--prot'")
  expect(() => read('/pearl', '--data')).toThrow("'--data <value>' argument missing")
  expect(() => read('/pearl', 'workspace')).toThrow("Unexpected argument 'workspace'")
  for (const port of ['70000', '-1', '80.5', 'http', '']) {
    expect(() => read('/pearl', `--port=${port}`), port).toThrow('--port must be a whole number from 0 to 65535')
  }
})

test('a packaged program leaves what it does not know to Chromium', () => {
  expect(readPackaged('--no-sandbox', '--demo', '--lang=en', 'pearl://effort/1', '--port', '9')).toEqual({
    workspace: { ...plain, demo: true, port: 9 },
    links: ['pearl://effort/1'],
    files: [],
  })
  expect(() => readPackaged('--data')).toThrow("'--data <value>' argument missing")
})

test('addresses and copies of workspaces are to be opened, wherever they stand', () => {
  expect(read('/pearl', 'pearl://effort/1')).toEqual({ ...nothing, links: ['pearl://effort/1'] })
  expect(read('/pearl', 'copies/of march.pearl', '--demo')).toMatchObject({
    workspace: { demo: true },
    files: ['/home/ann/copies/of march.pearl'],
  })
  expect(readPackaged('--no-sandbox', '/a/b.pearl').files).toEqual(['/a/b.pearl'])
})

test('an address leads to a screen or to the form for a join code, and nowhere else', () => {
  const navigate = (route: string) => ({ type: 'navigate', route })
  expect(readDeepLink('pearl://effort/12')).toEqual(navigate('/effort/12'))
  expect(readDeepLink('pearl://effort/12/ADaM/')).toEqual(navigate('/effort/12/ADaM'))
  expect(readDeepLink('PEARL://settings')).toEqual(navigate('/settings'))
  expect(readDeepLink('pearl://join?code=AB1-2')).toEqual({ type: 'join', code: 'AB1-2' })
  expect(readDeepLink('pearl://join')).toEqual({ type: 'join', code: '' })
  const nowhere = [
    'pearl://app/',
    'pearl://app/?window=1',
    'pearl://user@effort/12',
    'pearl://effort/12%2f..',
    'pearl://effort//12',
    'pearl:effort',
    'pearl:///',
    'https://effort/12',
    `pearl://join?code=${'A'.repeat(201)}`,
    `pearl://effort/${'1'.repeat(300)}`,
    'pearl://[',
  ]
  for (const address of nowhere) expect(readDeepLink(address), address).toBeNull()
})
