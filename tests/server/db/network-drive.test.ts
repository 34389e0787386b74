// A folder on another machine is recognised, and an ordinary one is not taken for it.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { driveOf } from '../../../server/db/network-drive.ts'

const real = (directory: string) => directory
const linux = (type: number) => ({ platform: 'linux' as const, real, typeOf: () => type })

test.each([
  ['NFS', 0x6969],
  ['SMB', 0x517b],
  ['CIFS', 0xff534d42],
  ['SMB 2', 0xfe534d42],
])('%s is a network drive', (_name, type) => {
  expect(driveOf('/data', linux(type))).toBe('network')
})

test.each([
  ['9P', 0x01021997],
  ['FUSE, as sshfs', 0x65735546],
])('%s may be one', (_name, type) => {
  expect(driveOf('/data', linux(type))).toBe('doubtful')
})

test.each([
  ['ext4', 0xef53],
  ['XFS', 0x58465342],
  ['Btrfs', 0x9123683e],
  ['tmpfs', 0x01021994],
])('%s is a disk of this machine', (_name, type) => {
  expect(driveOf('/data', linux(type))).toBe('local')
})

test.each([
  ['\\\\server\\share\\study', 'network'],
  ['\\\\?\\UNC\\server\\share', 'network'],
  ['//server/share', 'network'],
  ['\\\\?\\C:\\data', 'local'],
  ['C:\\data', 'local'],
])('on Windows %s: %s', (directory, expected) => {
  expect(driveOf(directory, { platform: 'win32', real, typeOf: () => 0 })).toBe(expected)
})

test('on Windows the letter of a mapped drive leads to its share', () => {
  const mapped = (directory: string) => directory.replace('Z:', '\\\\server\\share')
  expect(driveOf('Z:\\study', { platform: 'win32', real: mapped, typeOf: () => 0 })).toBe('network')
})

test('a folder of this machine is on a disk of it, and one that is still to be made', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pearl-drive-'))
  expect(driveOf(folder)).toBe('local')
  expect(driveOf(path.join(folder, 'not', 'there', 'yet'))).toBe('local')
})
