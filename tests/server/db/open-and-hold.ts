// Run in a process of its own: opens the workspace named by its argument and holds it, or says why it cannot.
import { knownVersion } from '../../../server/db/migrate.ts'
import { openDatabase } from '../../../server/db/open.ts'

try {
  const db = openDatabase({ directory: process.argv[2]!, knownVersion: knownVersion() })
  console.log('open')
  // The handle is named here so that it is not collected, which would close it.
  setInterval(() => db.open, 1000)
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error))
}
