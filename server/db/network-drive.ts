// Whether a folder lies on another machine. SQLite's locks and write order cannot be relied on there
// (https://www.sqlite.org/useovernet.html), so no workspace is kept on such a drive.
import { execFileSync } from 'node:child_process'
import { existsSync, realpathSync, statfsSync } from 'node:fs'
import path from 'node:path'

/** Types of statfs(2), Linux: nfs, smb, cifs, smb2, afs, ceph, coda. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400, 0x73757245])
/** 9p and fuse: sshfs and the like, but also an encrypted home and the disk of the machine around a virtual one. */
const DOUBTFUL_TYPES = new Set([0x01021997, 0x65735546])

/** Names of file systems as mount(8) of macOS tells them, and those that a program of somebody's provides. */
const NETWORK_NAMES = new Set(['smbfs', 'nfs', 'afpfs', 'webdav', 'ftp', 'cifs'])
const DOUBTFUL_NAMES = new Set(['macfuse', 'osxfuse', 'fusefs', 'fuse-t'])

/** `doubtful`: good enough for one person, not for a team. */
export type Drive = 'local' | 'doubtful' | 'network'

export interface FileSystem {
  platform: NodeJS.Platform
  /** The folder as the system calls it, without links and letters of mapped drives. */
  real(directory: string): string
  typeOf(directory: string): number
  /** What mount(8) prints of macOS: `//ada@nas/study on /Volumes/study (smbfs, nodev, nosuid)`. */
  mounts(): string
}
const actual: FileSystem = {
  platform: process.platform,
  real: (directory) => realpathSync.native(nearest(path.resolve(directory))),
  typeOf: (directory) => statfsSync(directory).type >>> 0,
  mounts: mountsOfMac,
}

/** On what the folder lies, or will once it is made, as far as the system tells. */
export function driveOf(directory: string, system: FileSystem = actual): Drive {
  const folder = system.real(directory)
  if (system.platform === 'win32') return isShare(folder) ? 'network' : 'local'
  if (system.platform === 'darwin') {
    const name = mountedAs(folder, system.mounts())
    return NETWORK_NAMES.has(name) ? 'network' : DOUBTFUL_NAMES.has(name) ? 'doubtful' : 'local'
  }
  if (system.platform !== 'linux') return 'local'
  const type = system.typeOf(folder)
  return NETWORK_TYPES.has(type) ? 'network' : DOUBTFUL_TYPES.has(type) ? 'doubtful' : 'local'
}

/** Nothing where it cannot be asked: no workspace stays closed for that. */
function mountsOfMac(): string {
  try {
    return execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 5000 })
  } catch {
    return ''
  }
}

/** The file system of the innermost mount that holds the folder; empty when none is told. */
function mountedAs(folder: string, mounts: string): string {
  const holding = [...mounts.matchAll(/ on (\/.*) \(([\w-]+)[,)]/g)]
    .map(([, at = '', name = '']) => ({ at: at === '/' ? at : `${at}/`, name }))
    .filter(({ at }) => `${folder}/`.startsWith(at))
  return holding.reduce((inner, each) => (each.at.length > inner.at.length ? each : inner), { at: '', name: '' }).name
}

const isShare = (folder: string) => /^(\\\\|\/\/)(?![?.][\\/])/.test(folder) || /^\\\\\?\\UNC\\/i.test(folder)

/** The folder, or the nearest one around it that exists. */
function nearest(folder: string): string {
  const around = path.dirname(folder)
  return existsSync(folder) || around === folder ? folder : nearest(around)
}
