// Where the command line looks for a workspace unless told otherwise.
import os from 'node:os'
import path from 'node:path'

export const DEFAULT_FOLDER = path.join(os.homedir(), '.pearl')
