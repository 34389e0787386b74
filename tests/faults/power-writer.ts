// A program that writes to a workspace and says on its standard output what SQLite has acknowledged: `ack N` after the commit of
// study N. For tests that cut its power; `NORMAL` as its third argument takes away what makes that safe.
import { writeSync } from 'node:fs'
import { knownVersion } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/open.ts'
import { createStore } from '../../server/store/store.ts'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { study } from '../../shared/entities/study.ts'

const [directory, writes, synchronous] = process.argv.slice(2)
const db = openDatabase({ directory: directory!, knownVersion: knownVersion() })
// Pages go from the log to the file often, so that cuts fall into that too.
db.pragma('wal_autocheckpoint = 60')
if (synchronous === 'NORMAL') db.pragma('synchronous = NORMAL')
const { transact } = createStore({ db, rules: [], publish: () => undefined })
for (let n = 1; n <= Number(writes); n += 1) {
  transact(SYSTEM_ACTOR, (tx) => tx.insert(study, { study_label: `Study ${n}` }))
  writeSync(1, `ack ${n}\n`)
}
process.kill(process.pid, 'SIGKILL')
