// Whether a folder lies on another machine. SQLite's locks and write order cannot be relied on there
// (https://www.sqlite.org/useovernet.html), so such a folder is not hosted.
import { statfsSync } from 'node:fs'
import path from 'node:path'

/** Types of statfs(2), Linux: nfs, smb, cifs, smb2, 9p, afs, ceph, coda, fuse (sshfs and the like). */
const REMOTE_TYPES = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400, 0x73757245, 0x65735546,
])

export interface FileSystem {
  platform: NodeJS.Platform
  typeOf(directory: string): number
}
const actual: FileSystem = { platform: process.platform, typeOf: (directory) => statfsSync(directory).type >>> 0 }

/** Whether the folder lies on a network drive, as far as the system tells. */
export function isOnNetworkDrive(directory: string, { platform, typeOf }: FileSystem = actual): boolean {
  if (platform === 'win32') return /^(\\\\|\/\/)(?![?.][\\/])/.test(directory) || /^\\\\\?\\UNC\\/i.test(directory)
  return platform === 'linux' && REMOTE_TYPES.has(typeOf(path.resolve(directory)))
}
