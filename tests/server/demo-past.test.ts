// The demo with its past ends as the demo without one: the same rows, brought there step by step by its people.
import { expect, test } from 'vitest'
import { fillWithDemo } from '../../server/features/demo/demo.ts'
import { pastOfDemo } from '../../server/features/demo/demo-past.ts'
import { allRules } from '../../server/features/index.ts'
import { trackerRules } from '../../server/features/tracker/rules.ts'
import { countFirstPasses, readProgress } from '../../server/features/dashboard/progress.ts'
import { openTestStore } from '../helpers/test-store.ts'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { user } from '../../shared/entities/user.ts'
import { workspace } from '../../shared/entities/workspace.ts'
import type { Store } from '../../server/store/store.ts'

const NOW = new Date('2026-03-18T09:30:00.000Z')
const SCOPE = { effort: null, today: '2026-03-18', soon: '2026-03-25' }
const rules = allRules({ policy: undefined })

/** The workspace and its owner, as the first start makes them. */
const begin = (store: Store) =>
  store.transact(SYSTEM_ACTOR, (tx) => {
    tx.insert(workspace, { workspace_name: 'Demo', workflow_policy: 'strict' })
    tx.insert(user, { username: 'owner', role: 'ADMIN' })
  })

/** What the tables hold, by names instead of ids. */
const trackersIn = ({ db }: Pick<Store, 'db'>) =>
  db
    .prepare(
      `SELECT efforts.database_release_label AS effort, items.item_code, t.production_status, t.qc_status, t.priority, t.due_date,
         t.qc_level, t.qc_completion_date, t.in_production_flag, t.unblinded_flag, p.username AS producer, q.username AS checker,
         (SELECT count(*) FROM tracker_item_tags WHERE tracker_id = t.id) AS tags
       FROM reporting_effort_item_tracker AS t JOIN reporting_effort_items AS items ON items.id = t.reporting_effort_item_id
         JOIN reporting_efforts AS efforts ON efforts.id = items.reporting_effort_id
         LEFT JOIN users AS p ON p.id = t.production_programmer_id LEFT JOIN users AS q ON q.id = t.qc_programmer_id
       ORDER BY effort, item_code`,
    )
    .all()
const commentsIn = ({ db }: Store) =>
  db
    .prepare(
      `SELECT c.comment_text, a.username AS author, c.is_resolved, r.username AS resolver, parent.comment_text AS answers
       FROM tracker_comments AS c JOIN users AS a ON a.id = c.user_id LEFT JOIN users AS r ON r.id = c.resolved_by_user_id
         LEFT JOIN tracker_comments AS parent ON parent.id = c.parent_comment_id
       ORDER BY c.comment_text`,
    )
    .all()
const releasesIn = ({ db }: Store) =>
  db.prepare('SELECT database_release_label, database_release_date FROM database_releases ORDER BY 1, 2').all()

async function lived(now = NOW) {
  const { db } = await openTestStore()
  const past = pastOfDemo(db, rules, now)!
  begin(past.store)
  past.fill()
  return past.store
}

test.each([0, 1, 2, 3, 4, 5, 6].map((days) => new Date(NOW.getTime() + days * 86_400_000)))(
  'ends where the demo without a past begins, under strict rules, on any day of the week: %s',
  async (now) => {
    const plain = await openTestStore({ rules, now: () => now })
    begin(plain.store)
    plain.store.transact(SYSTEM_ACTOR, (tx) => fillWithDemo(tx))
    const store = await lived(now)
    expect(trackersIn(store)).toEqual(trackersIn(plain.store))
    expect(trackersIn(store)).toHaveLength(368)
    expect(commentsIn(store)).toEqual(commentsIn(plain.store))
    expect(releasesIn(store)).toEqual(releasesIn(plain.store))
  },
)

test('its log only goes forward, ends before now, and names who did what', async () => {
  const { db } = await lived()
  const moments = db.prepare<[], string>('SELECT at FROM changes ORDER BY seq').pluck().all()
  expect(moments).toEqual(moments.toSorted())
  expect(moments.at(-1)! <= NOW.toISOString()).toBe(true)
  const doers = db
    .prepare<[string], string>(`SELECT DISTINCT actor_name FROM changes WHERE entity = ? AND action = 'update'`)
    .pluck()
    .all(tracker.name)
  expect(doers.length).toBeGreaterThan(8)
  expect(doers).not.toContain(SYSTEM_ACTOR.name)
})

test('the dashboard has a past to tell: work of many days, and QC that failed first', async () => {
  const { db } = await lived()
  const passed = trackersIn({ db }).filter((row) => (row as { qc_status: string }).qc_status === 'completed')
  const first = countFirstPasses(db, SCOPE)
  expect(first / passed.length).toBeGreaterThan(0.8)
  expect(first / passed.length).toBeLessThan(0.95)
  const days = readProgress(db, SCOPE, NOW)
  expect(new Set(days.map((day) => day.passed)).size).toBeGreaterThan(20)
})

test('is there whole or not at all, and only in a new workspace', async () => {
  const { db, store: present } = await openTestStore({ rules })
  let left = 500
  const failing = trackerRules({ policy: undefined })
  const check: typeof failing.check = (tx, written) => {
    if ((left -= 1) === 0) throw new Error('the machine broke')
    return failing.check!(tx, written)
  }
  const past = pastOfDemo(db, [{ ...failing, check }], NOW)!
  begin(past.store)
  const before = past.store.log.head.seq
  expect(() => past.fill()).toThrow('the machine broke')
  expect(db.prepare('SELECT max(seq) FROM changes').pluck().get()).toBe(before)
  expect(db.prepare('SELECT count(*) FROM studies').pluck().get()).toBe(0)
  expect(pastOfDemo(db, rules, NOW)).toBeUndefined()
  expect(present.log.head.seq).toBe(0)
})
