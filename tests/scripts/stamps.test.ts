// A part that is stale and taken for fresh would run yesterday's code; one taken for stale only costs time.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { inRoot, root } from '../../scripts/bootstrap/paths.mjs'
import { hashOf } from '../../scripts/build/stamps.ts'

let place: string
let source: string
beforeEach(() => {
  mkdirSync(inRoot('test-results'), { recursive: true })
  place = mkdtempSync(inRoot('test-results', 'stamps-'))
  source = path.relative(root, place)
  writeFileSync(path.join(place, 'a.ts'), 'one')
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

test('the hash of a source follows contents and names, and nothing else', () => {
  const before = hashOf([source])
  expect(hashOf([source])).toBe(before)

  writeFileSync(path.join(place, 'a.ts'), 'two')
  expect(hashOf([source])).not.toBe(before)

  writeFileSync(path.join(place, 'a.ts'), 'one')
  expect(hashOf([source])).toBe(before)

  mkdirSync(path.join(place, 'deeper'))
  writeFileSync(path.join(place, 'deeper', 'b.ts'), '')
  expect(hashOf([source])).not.toBe(before)
})

test('a source that does not exist counts as empty', () => {
  expect(hashOf([`${source}/none`])).toBe(hashOf([]))
})
