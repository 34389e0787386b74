// The command line of the desktop program, as it arrives from a terminal, from a packaged program and from a test runner.
import { expect, test } from '@playwright/test'
import path from 'node:path'
import { readArguments } from '../../electron/arguments.ts'

const surroundings = {
  applicationFolder: path.resolve('/pearl'),
  isPackaged: false,
  defaultDirectory: '/home/ann/pearl',
}
const read = (...argv: string[]) => readArguments(['/electron', ...argv], surroundings)
const readPackaged = (...argv: string[]) =>
  readArguments(['/pearl-desktop', ...argv], { ...surroundings, isPackaged: true })
const plain = { directory: '/home/ann/pearl', port: 0, demo: false, open: false, policy: undefined }

test('without flags: the own folder, any free port, sign-in, the policy of the workspace', () => {
  expect(read('/pearl')).toEqual(plain)
  expect(readPackaged()).toEqual(plain)
})

test('every flag, in both spellings', () => {
  expect(read('/pearl', '--data', 'there', '--port=8000', '--demo', '--open', '--strict')).toEqual({
    directory: path.resolve('there'),
    port: 8000,
    demo: true,
    open: true,
    policy: 'strict',
  })
  expect(read('/pearl', '--open').policy).toBe('permissive')
})

test('what stands before the application is of no concern', () => {
  expect(read('--no-sandbox', '--port', '1', '/pearl', '--port', '2').port).toBe(2)
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
    ...plain,
    demo: true,
    port: 9,
  })
  expect(() => readPackaged('--data')).toThrow("'--data <value>' argument missing")
})
