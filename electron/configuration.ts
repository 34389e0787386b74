// What the embedded server is started with: the command line, the person at this machine, and what its log should know of
// the runtime.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import type { ServerConfig } from '../server/index.ts'
import { readArguments } from './arguments.ts'

/** Left beside the executable by scripts/electron/substitute.ts. */
const substitute = z.object({ substitute_for: z.string(), version: z.string(), package: z.string() })

/**
 * @param launchSecret whoever presents it acts as the workspace's owner
 * @throws AppError with a sentence when the command line is not understood
 */
export function configuration(launchSecret: string): ServerConfig {
  const values = readArguments(process.argv, {
    applicationFolder: app.getAppPath(),
    isPackaged: app.isPackaged,
    defaultDirectory: path.join(app.getPath('userData'), 'workspace'),
  })
  return { ...values, owner: { username: nameOfUser() }, launchSecret, log: 'file', note: noteOnRuntime() }
}

function nameOfUser(): string {
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
