// Why a workspace cannot be hosted now, in sentences that say what to do; the ones that cannot be helped first.
import type Database from 'better-sqlite3'
import type { HostAddress, HostingState } from '../../../shared/actions/hosting.ts'
import type { ServerConfig } from '../../config.ts'
import { driveOf } from '../../db/network-drive.ts'
import { hostAddresses } from '../../hosting/interfaces.ts'
import { someAdminHasPassword } from '../auth/credentials.ts'

/** What is asked of the machine; replaced in tests. */
export interface Machine {
  isOnNetworkDrive(directory: string): boolean
  addresses(): HostAddress[]
}
const thisMachine: Machine = {
  isOnNetworkDrive: (directory) => driveOf(directory) !== 'local',
  addresses: hostAddresses,
}

export function findObstacles(
  { directory, open, readOnly, hosting }: Pick<ServerConfig, 'directory' | 'open' | 'readOnly' | 'hosting'>,
  db: Database.Database,
  machine = thisMachine,
): HostingState['obstacles'] {
  const found: HostingState['obstacles'] = []
  if (readOnly)
    found.push({ code: 'read_only', detail: 'This is a copy opened for reading. Host the workspace itself.' })
  if (open)
    found.push({
      code: 'open',
      detail: 'This workspace was started open to everybody on this machine. Start it without --open to host it.',
    })
  if (machine.isOnNetworkDrive(directory))
    found.push({
      code: 'network_drive',
      detail:
        'The workspace lies on a network drive, where nothing that is saved is sure. Move it to a disk of this machine.',
    })
  if (!someAdminHasPassword(db))
    found.push({
      code: 'no_password',
      detail: 'Others sign in by name and password, so the owner needs one too. Set your password first.',
    })
  if (machine.addresses().length === 0 && hosting?.addresses === undefined)
    found.push({ code: 'no_network', detail: 'This machine is on no network. Connect it to one, then host.' })
  return found
}
