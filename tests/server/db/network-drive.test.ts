// A folder on another machine is recognised, and an ordinary one is not taken for it.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { driveOf } from '../../../server/db/network-drive.ts'

const real = (directory: string) => directory
const linux = (type: number) => ({ platform: 'linux' as const, real, typeOf: () => type, mounts: () => '' })
const windows = { platform: 'win32' as const, real, typeOf: () => 0, mounts: () => '' }
const MOUNTS = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//ada@nas._smb._tcp.local/Clinical%20(2026) on /Volumes/Clinical (2026) (smbfs, nodev, nosuid, mounted by ada)
nas:/exports/study on /Volumes/study (nfs, asynchronous)
/dev/disk5s1 on /Volumes/study/stick (msdos, local, nodev, nosuid)
ada@server: on /Volumes/far (macfuse, nodev, nosuid, synchronous, mounted by ada)
`

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
  expect(driveOf(directory, windows)).toBe(expected)
})

test('on Windows the letter of a mapped drive leads to its share', () => {
  const mapped = (directory: string) => directory.replace('Z:', '\\\\server\\share')
  expect(driveOf('Z:\\study', { ...windows, real: mapped })).toBe('network')
})

test.each([
  ['/Users/ada/PEARL', 'local'],
  ['/Volumes/Clinical (2026)/study 1', 'network'],
  ['/Volumes/study', 'network'],
  ['/Volumes/study/a/b', 'network'],
  ['/Volumes/study/stick/a', 'local'],
  ['/Volumes/study 2', 'local'],
  ['/Volumes/far/a', 'doubtful'],
])('on macOS %s: %s', (directory, expected) => {
  expect(driveOf(directory, { platform: 'darwin', real, typeOf: () => 0, mounts: () => MOUNTS })).toBe(expected)
})

test('a folder of this machine is on a disk of it, and one that is still to be made', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pearl-drive-'))
  expect(driveOf(folder)).toBe('local')
  expect(driveOf(path.join(folder, 'not', 'there', 'yet'))).toBe('local')
})
