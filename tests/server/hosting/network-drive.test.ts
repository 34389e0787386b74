// A folder on another machine is recognised, and an ordinary one is not taken for it.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isOnNetworkDrive } from '../../../server/hosting/network-drive.ts'

const linux = (type: number) => ({ platform: 'linux' as const, typeOf: () => type })

test.each([
  ['NFS', 0x6969],
  ['SMB', 0x517b],
  ['CIFS', 0xff534d42],
  ['SMB 2', 0xfe534d42],
  ['9P', 0x01021997],
  ['FUSE, as sshfs', 0x65735546],
])('%s is a network drive', (_name, type) => {
  expect(isOnNetworkDrive('/data', linux(type))).toBe(true)
})

test.each([
  ['ext4', 0xef53],
  ['XFS', 0x58465342],
  ['Btrfs', 0x9123683e],
  ['tmpfs', 0x01021994],
])('%s is a disk of this machine', (_name, type) => {
  expect(isOnNetworkDrive('/data', linux(type))).toBe(false)
})

test.each([
  ['\\\\server\\share\\study', true],
  ['\\\\?\\UNC\\server\\share', true],
  ['//server/share', true],
  ['\\\\?\\C:\\data', false],
  ['C:\\data', false],
])('on Windows %s: %s', (directory, expected) => {
  expect(isOnNetworkDrive(directory, { platform: 'win32', typeOf: () => 0 })).toBe(expected)
})

test('the folder of this test is on a disk of this machine', () => {
  expect(isOnNetworkDrive(mkdtempSync(path.join(os.tmpdir(), 'pearl-drive-')))).toBe(false)
})
