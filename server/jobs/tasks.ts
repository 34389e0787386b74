// The table of what the second thread can do, by name. A task gets plain data and gives plain data back; it opens only files
// that nobody else has open.
import { deriveKey, seal, unseal } from '../features/backups/sealing.ts'
import { digest, examine } from '../features/backups/examine.ts'
import { dump } from '../features/open-format/dump.ts'
import { prepare } from '../features/backups/prepare.ts'
import { checkLinks } from '../store/changes.ts'
import type { StatusReport } from '../reports/status-report.ts'
import { readSpreadsheet, writeSpreadsheet } from '../spreadsheets/tasks.ts'

/** The library takes a moment to load, which nothing else waits for. */
const writeStatusReport = async (report: StatusReport) =>
  (await import('../reports/write-status-report.ts')).writeStatusReport(report)

export const tasks = {
  examine,
  digest,
  deriveKey,
  seal,
  unseal,
  prepare,
  dump,
  checkLinks,
  readSpreadsheet,
  writeSpreadsheet,
  writeStatusReport,
}
export type Tasks = typeof tasks
