// A device as a person would call it.
import { expect, test } from 'vitest'
import { deviceOf } from '../../../renderer/src/features/people/device.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`, 'Edge', 'Windows'],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} pearl/1 Chrome/140.0 Electron/45.4.1 Safari/537.36`,
    'PEARL Desktop',
    'Linux',
  ],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605 Version/18.0 Safari/605`, 'Safari', 'macOS'],
  [`Mozilla/5.0 (Linux; Android 15) ${WEBKIT} Chrome/140.0 Mobile Safari/537.36`, 'Chrome', 'Android'],
  ['curl/8.5.0', 'curl', null],
])('%s', (text, program, system) => {
  expect(deviceOf(text)).toEqual({ program, system })
})

test('who says nothing is not guessed at', () => {
  expect(deviceOf(null)).toBeNull()
  expect(deviceOf('')).toBeNull()
  expect(deviceOf('<script>')).toBeNull()
})
