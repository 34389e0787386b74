// What may be shipped is decided by these expressions; a wrong yes would ship what may not be.
import { describe, expect, test } from 'vitest'
import { isShippable, notices } from '../../scripts/packaging/licences.ts'

test.each([
  ['MIT', true],
  ['GPL-3.0-only', false],
  ['UNKNOWN', false],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['MIT AND GPL-3.0-only', false],
  ['(MIT AND BSD)', true],
  ['(MPL-2.0 OR Apache-2.0)', true],
  ['(GPL-2.0 OR (MIT AND GPL-3.0))', false],
  ['(GPL-2.0 AND MIT) OR (ISC AND MIT)', true],
  ['MIT AND (GPL-2.0 OR ISC)', true],
])('%s may be shipped: %s', (expression, expected) => {
  expect(isShippable(expression)).toBe(expected)
})

describe('the file of notices', () => {
  const part = {
    name: 'one',
    version: '1.0.0',
    licence: 'MIT',
    folder: 'node_modules/one',
    texts: ['Copyright (c) Somebody'],
  }

  test('names every package with its terms', () => {
    expect(notices([part])).toMatch(/\none 1\.0\.0, MIT\n\nCopyright \(c\) Somebody\n/)
  })

  test('is not made with a licence that is not on the list', () => {
    expect(() => notices([part, { ...part, name: 'two', licence: 'GPL-3.0-only' }])).toThrow('two 1.0.0 (GPL-3.0-only)')
  })

  test('is not made when a text is missing', () => {
    expect(() => notices([{ ...part, texts: [] }])).toThrow('carry no text of their licence: one 1.0.0 (MIT)')
  })
})
