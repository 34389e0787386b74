// The table of what the second thread can do, by name. A task gets plain data and gives plain data back; it opens only files
// that nobody else has open.
import { deriveKey, seal, unseal } from '../features/backups/sealing.ts'
import { digest, examine } from '../features/backups/examine.ts'
import { prepare } from '../features/backups/prepare.ts'
import { readSpreadsheet, writeSpreadsheet } from '../spreadsheets/tasks.ts'

export const tasks = { examine, digest, deriveKey, seal, unseal, prepare, readSpreadsheet, writeSpreadsheet }
export type Tasks = typeof tasks
