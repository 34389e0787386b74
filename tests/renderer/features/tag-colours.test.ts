// Colours of tags: what is offered is well seen in both themes, and what is not is said.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrast, hardToSeeIn, surfaces, tagColours } from '../../../renderer/src/features/tags/colours.ts'

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#336699', '#336699')).toBe(1)
})

test.each(tagColours)('%s is seen on both surfaces', (_name, colour) => {
  expect(contrast(colour, surfaces.light)).toBeGreaterThan(4)
  expect(contrast(colour, surfaces.dark)).toBeGreaterThan(4)
  expect(hardToSeeIn(colour)).toBeNull()
})

test('the surfaces are those of the window', () => {
  const tokens = readFileSync('renderer/src/styles/tokens.css', 'utf8')
  expect([...tokens.matchAll(/--surface: (#\w+);/g)].map(([, colour]) => colour)).toEqual(Object.values(surfaces))
})

test('pale and dark ones are hard to see in one theme', () => {
  expect(hardToSeeIn('#ffee88')).toBe('light')
  expect(hardToSeeIn('#101040')).toBe('dark')
})
