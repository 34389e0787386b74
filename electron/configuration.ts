// What an embedded server is started with besides its workspace: the person at this machine, and what its log should know of
// the runtime. And where this program keeps its own things.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import type { ServerConfig } from '../server/index.ts'

/** Left beside the executable by scripts/electron/substitute.ts. */
const substitute = z.object({ substitute_for: z.string(), version: z.string(), package: z.string() })

export const defaultDirectory = (): string => path.join(app.getPath('userData'), 'workspace')
export const settingsFile = (): string => path.join(app.getPath('userData'), 'settings.json')
/** Holds the folders that live as long as a window. */
export const throwAwayRoot = (): string => path.join(app.getPath('userData'), 'throw-away')

/** @param personName shown for the owner of a workspace that is made now; empty when nobody gave one */
export function configuration(personName: string) {
  const display_name = personName === '' ? undefined : personName
  return {
    port: 0,
    open: false,
    demo: false,
    owner: { username: nameOfUser(), display_name },
    log: 'file',
    note: noteOnRuntime(),
  } satisfies Partial<ServerConfig>
}

/** As the operating system knows the person. */
export function nameOfUser(): string {
  try {
    return os.userInfo().username
  } catch {
    // A user id without an entry in the system's list of users, as in containers, has no name.
    return 'owner'
  }
}

function noteOnRuntime(): string | undefined {
  const file = path.join(path.dirname(process.execPath), 'substitute.json')
  if (!existsSync(file)) return undefined
  const found = substitute.parse(JSON.parse(readFileSync(file, 'utf8')))
  return `Running in Electron ${found.version} from ${found.package}, because Electron ${found.substitute_for} could not be downloaded. For developing and testing only.`
}
