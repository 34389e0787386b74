// The first steps of every command: which Node will do, and folders that are whole or absent.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeFolder } from '../../scripts/bootstrap/folders.mjs'
import { isSupported } from '../../scripts/bootstrap/node.mjs'

test.each([
  ['20.20.2', false],
  ['24.14.9', false],
  ['24.15.0', true],
  ['26.0.0', true],
])('Node %s is supported: %s', (version, expected) => {
  expect(isSupported(version)).toBe(expected)
})

describe('a folder made in one step', () => {
  let place: string
  beforeEach(() => void (place = mkdtempSync(path.join(tmpdir(), 'pearl-folder-'))))
  afterEach(() => rmSync(place, { recursive: true, force: true }))

  test('replaces the one before and leaves nothing beside it', async () => {
    const target = path.join(place, 'runtime')
    mkdirSync(target)
    writeFileSync(path.join(target, 'old'), '')
    await makeFolder(target, async (temporary) => writeFileSync(path.join(temporary, 'new'), 'made'))
    expect(readdirSync(place)).toEqual(['runtime'])
    expect(readdirSync(target)).toEqual(['new'])
  })

  test('may be a folder inside the temporary one', async () => {
    const target = path.join(place, 'runtime')
    await makeFolder(target, async (temporary) => {
      mkdirSync(path.join(temporary, 'inner'))
      writeFileSync(path.join(temporary, 'inner', 'file'), 'kept')
      return path.join(temporary, 'inner')
    })
    expect(readFileSync(path.join(target, 'file'), 'utf8')).toBe('kept')
    expect(readdirSync(place)).toEqual(['runtime'])
  })

  test('does not exist when making it failed', async () => {
    const target = path.join(place, 'runtime')
    await expect(makeFolder(target, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
    expect(existsSync(target)).toBe(false)
    expect(readdirSync(place)).toEqual([])
  })
})
