// A new workspace of the demo with its past: the rows are begun empty, months ago, and brought to where they are today by the
// people of the demo, each step at its time, so that progress, histories and the audit trail have something to show. Only
// a workspace without any entry can get one; everywhere else the clock of the store is the clock.
import type Database from 'better-sqlite3'
import { SYSTEM_ACTOR, type Actor } from '../../../shared/actor.ts'
import { user, type User } from '../../../shared/entities/user.ts'
import { readRows } from '../../store/rows.ts'
import type { Rules } from '../../store/rules.ts'
import { createStore, type Store } from '../../store/store.ts'
import { readDemoData } from './demo-data.ts'
import { eventsOfDemo } from './demo-events.ts'
import { insertGround } from './demo-rows.ts'

const DAY = 86_400_000
/** Before anything of the file began. */
const BEGUN_DAYS_AGO = 110

export interface DemoPast {
  /** Its clock stands where the past begins: the workspace and its owner are made with it. */
  store: Store
  /** Lets everything happen until now. All of it is in the file afterwards, or nothing. */
  fill(): void
}

/** @returns undefined when the workspace has entries already */
export function pastOfDemo(db: Database.Database, rules: readonly Rules[], now = new Date()): DemoPast | undefined {
  let clock = now.getTime() - BEGUN_DAYS_AGO * DAY
  const store = createStore({ db, rules, publish: () => undefined, now: () => new Date(clock), joins: true })
  if (store.log.head.seq > 0) return undefined

  function live() {
    const data = readDemoData()
    const known = store.transact(SYSTEM_ACTOR, (tx) => insertGround(tx, data, now.toISOString()))
    const actors = new Map(readRows(db, user, '1').map((person) => [person.username, actorOf(person)]))
    for (const { at, by, happens } of eventsOfDemo(data, known, now)) {
      clock = at
      store.transact(actors.get(by)!, happens)
    }
  }
  return { store, fill: () => db.transaction(live).immediate() }
}

const actorOf = ({ id, username, role }: User): Actor => ({ ...SYSTEM_ACTOR, id, name: username, role })
