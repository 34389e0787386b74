// The workspace that everything is measured on: 3 reporting efforts of 10,000 items each and 120 people, written through
// the product's own store and bulk upload in a few large transactions. Made once a run; each measurement gets a copy.
import path from 'node:path'
import { knownVersion, migrateDatabase } from '../server/db/migrate.ts'
import { openDatabase } from '../server/db/open.ts'
import { allRules } from '../server/features/index.ts'
import { bulkIntoEffort } from '../server/features/items/bulk.ts'
import { createStore, type Store, type Transaction } from '../server/store/store.ts'
import { SYSTEM_ACTOR, type Actor } from '../shared/actor.ts'
import { comment } from '../shared/entities/comment.ts'
import { databaseRelease } from '../shared/entities/database-release.ts'
import { reportingEffortItem } from '../shared/entities/reporting-effort-item.ts'
import { reportingEffort } from '../shared/entities/reporting-effort.ts'
import { study } from '../shared/entities/study.ts'
import { tag, trackerTag } from '../shared/entities/tag.ts'
import { priorities, productionStatuses, tracker } from '../shared/entities/tracker.ts'
import { user } from '../shared/entities/user.ts'
import { workspace } from '../shared/entities/workspace.ts'
import { STAMPED_COLUMN, stampNow } from './stamp.ts'
import { wordingFrom, type Wording } from './wording.ts'

export const EFFORTS = 3
export const ITEMS = 10_000
const PEOPLE = 120
const TAGS = 12
/** As the host sees somebody who is not signed in to an open host. */
const admin: Actor = { id: 1, name: 'admin', role: 'ADMIN', session_id: null, client_address: '127.0.0.1' }

/** Opens the store of a workspace in this process. */
export async function openStore(directory: string): Promise<Store> {
  const db = openDatabase({ directory, knownVersion: knownVersion() })
  await migrateDatabase(db, { backups: path.join(directory, 'backups') })
  return createStore({ db, rules: allRules({ policy: 'permissive' }), publish: () => undefined })
}

/** An empty workspace of the newest schema, with an administrator and nothing else. */
export async function makeEmptyWorkspace(directory: string): Promise<void> {
  const { db, transact } = await openStore(directory)
  transact(SYSTEM_ACTOR, addOwner)
  close(db)
}

/** The seeded workspace; efforts are 1 to 3, trackers of the first are 1 to 10,000. */
export async function makeSeededWorkspace(directory: string): Promise<void> {
  const { db, transact } = await openStore(directory)
  const wording = wordingFrom(1)
  transact(SYSTEM_ACTOR, (tx) => {
    addOwner(tx)
    addPeople(tx)
    addEfforts(tx)
  })
  for (let effort = 1; effort <= EFFORTS; effort += 1) {
    const rows = Array.from({ length: ITEMS }, (_, index) => wording.tlf(index))
    const { errors } = transact(SYSTEM_ACTOR, (tx) => bulkIntoEffort(tx, effort, 'TLF', rows as never))
    if (errors.length > 0) throw new Error(`The seed does not fit the rules any more: ${errors[0]}`)
    transact(SYSTEM_ACTOR, (tx) => addWork(tx, effort, wording))
  }
  transact(admin, (tx) => tx.update(tracker, 1, { [STAMPED_COLUMN]: stampNow() }))
  close(db)
}

function close(db: Store['db']): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

function addOwner(tx: Transaction): void {
  tx.insert(workspace, { workspace_name: 'Bench', workflow_policy: 'permissive' })
  tx.insert(user, { username: 'admin', role: 'ADMIN' })
}

function addPeople(tx: Transaction): void {
  for (let number = 1; number < PEOPLE; number += 1) {
    tx.insert(user, { username: `person.${number}`, display_name: `Person ${number}`, role: 'EDITOR' })
  }
  for (let number = 1; number <= TAGS; number += 1) tx.insert(tag, { name: `Tag ${number}` })
}

function addEfforts(tx: Transaction): void {
  const { id: study_id } = tx.insert(study, { study_label: 'STUDY-1' })
  const { id: database_release_id } = tx.insert(databaseRelease, { study_id, database_release_label: 'LOCK' })
  for (let effort = 1; effort <= EFFORTS; effort += 1) {
    tx.insert(reportingEffort, { study_id, database_release_id, database_release_label: `Effort ${effort}` })
  }
}

/** Most items are worked on, half of them are described, every tenth is talked about, every fifth tagged. */
function addWork(tx: Transaction, effort: number, wording: Wording): void {
  const first = (effort - 1) * ITEMS + 1
  for (let id = first; id < first + ITEMS; id += 1) {
    const production_programmer_id = 2 + wording.below(PEOPLE / 2)
    tx.update(tracker, id, {
      production_programmer_id,
      qc_programmer_id: production_programmer_id + 1 + wording.below(PEOPLE / 2 - 2),
      production_status: wording.pick(productionStatuses),
      priority: wording.pick(priorities),
      due_date: `2026-${String(1 + wording.below(12)).padStart(2, '0')}-${String(1 + wording.below(28)).padStart(2, '0')}`,
      qc_level: wording.pick(['level1', 'level2', 'level3']),
    })
    if (id % 2 === 0) tx.update(reportingEffortItem, id, { item_description: wording.title() })
    if (id % 10 === 0) {
      tx.insert(comment, { tracker_id: id, user_id: production_programmer_id, comment_text: wording.sentence() })
    }
    if (id % 5 === 0) tx.insert(trackerTag, { tracker_id: id, tag_id: 1 + wording.below(TAGS) })
  }
}
