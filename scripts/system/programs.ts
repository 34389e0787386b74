// Which programs of the system are at hand.
import { existsSync } from 'node:fs'
import path from 'node:path'

/** True when one of them can be started by its bare name. */
export const isOnPath = (...names: string[]): boolean =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => names.some((name) => existsSync(path.join(folder, name))))
