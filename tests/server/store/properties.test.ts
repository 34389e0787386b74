// Random work on every entity: whatever is inserted, changed, removed, nested, refused or undone, the log tells exactly
// what the tables hold, versions count the writes, and the chain is whole.
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comment } from '../../../shared/entities/comment.ts'
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { entities } from '../../../shared/entities/index.ts'
import { packageItem, packageItemAcronym, packageItemFootnote } from '../../../shared/entities/package-item.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import {
  reportingEffortItem,
  reportingEffortItemAcronym,
  reportingEffortItemFootnote,
} from '../../../shared/entities/reporting-effort-item.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { auditEvent } from '../../../shared/entities/audit-event.ts'
import { auditEventKinds } from '../../../shared/domain/audit-events.ts'
import { lintMute } from '../../../shared/entities/lint-mute.ts'
import { savedView } from '../../../shared/entities/saved-view.ts'
import { study } from '../../../shared/entities/study.ts'
import { tag, trackerTag } from '../../../shared/entities/tag.ts'
import { textElement, textElementTypes } from '../../../shared/entities/text-element.ts'
import { productionStatuses, tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import { workspace } from '../../../shared/entities/workspace.ts'
import { readRows } from '../../../server/store/rows.ts'
import { createStore, type Store, type Transaction } from '../../../server/store/store.ts'
import type { Change } from '../../../shared/changes.ts'
import type { Entity } from '../../../shared/entity.ts'
import { assertReplayEqualsTables } from '../../helpers/replay.ts'
import { addOneOfEverything, openTestStore, testActor } from '../../helpers/test-store.ts'

/** Small on purpose, so that references exist, labels collide and rows meet again. */
const pick = fc.integer({ min: 1, max: 4 })
const text = fc.oneof(
  pick.map((n) => `text ${n}`),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
)
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const content = {
  item_type: fc.constantFrom('TLF' as const, 'Dataset' as const),
  item_subtype: fc.constantFrom('Table', 'SDTM'),
  item_code: text,
  item_description: orNull(text),
  title_id: orNull(pick),
  sorting_order: orNull(fc.integer()),
}

/** What a row of each entity may be made of; references are small numbers that often exist. */
const values = new Map<Entity, fc.Arbitrary<Record<string, unknown>>>([
  [workspace, fc.record({ workspace_name: text })],
  [user, fc.record({ username: text, email: orNull(text), is_active: fc.boolean() })],
  [study, fc.record({ study_label: text, study_title: orNull(text) })],
  [databaseRelease, fc.record({ study_id: pick, database_release_label: text })],
  [reportingEffort, fc.record({ study_id: pick, database_release_id: pick, database_release_label: text })],
  [textElement, fc.record({ type: fc.constantFrom(...textElementTypes), label: text, content: orNull(text) })],
  [itemPackage, fc.record({ package_name: text })],
  [packageItem, fc.record({ package_id: pick, ...content })],
  [packageItemFootnote, fc.record({ package_item_id: pick, footnote_id: pick, sequence_number: orNull(pick) })],
  [packageItemAcronym, fc.record({ package_item_id: pick, acronym_id: pick })],
  [reportingEffortItem, fc.record({ reporting_effort_id: pick, is_active: fc.boolean(), ...content })],
  [reportingEffortItemFootnote, fc.record({ reporting_effort_item_id: pick, footnote_id: pick })],
  [reportingEffortItemAcronym, fc.record({ reporting_effort_item_id: pick, acronym_id: pick })],
  [
    tracker,
    fc.record({
      reporting_effort_item_id: pick,
      production_programmer_id: orNull(pick),
      production_status: fc.constantFrom(...productionStatuses),
      in_production_flag: fc.boolean(),
    }),
  ],
  [comment, fc.record({ tracker_id: pick, user_id: pick, comment_text: text, parent_comment_id: orNull(pick) })],
  [tag, fc.record({ name: text, description: orNull(text) })],
  [trackerTag, fc.record({ tracker_id: pick, tag_id: pick })],
  [auditEvent, fc.record({ kind: fc.constantFrom(...auditEventKinds), username: text, detail: text })],
  [lintMute, fc.record({ reporting_effort_item_id: pick, rule: text, user_id: pick, reason: text })],
  [savedView, fc.record({ owner_id: pick, name: text, is_shared: fc.boolean(), state: text })],
])

interface Write {
  do: 'insert' | 'update' | 'remove'
  entity: Entity
  id: number
  values: Record<string, unknown>
  version: number | undefined
}
interface Group {
  do: 'attempt' | 'nest'
  steps: Step[]
  fails: boolean
}
type Step = Write | Group

const writes = fc.constantFrom(...values.keys()).chain((entity): fc.Arbitrary<Write> =>
  fc.record({
    do: fc.constantFrom('insert', 'insert', 'insert', 'update', 'update', 'remove'),
    entity: fc.constant(entity),
    id: pick,
    values: values.get(entity)!,
    version: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(1, 2)),
  }),
)
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: writes },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('attempt' as const, 'nest' as const),
        steps: fc.array(tie('step'), { maxLength: 6 }),
        fails: fc.boolean(),
      }),
    },
  ),
}))
const transactions = fc.array(
  fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 12 }), fails: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 12,
  },
)

class Deliberate extends Error {}

/** How often each row was written, by entity and id, for the versions. */
type Counts = Map<string, number>

function run(store: Store, tx: Transaction, step: Step, counts: Counts): void {
  if ('steps' in step) {
    const inner = new Map(counts)
    const work = (tx: Transaction) => {
      for (const one of step.steps) tryStep(store, tx, one, inner)
      if (step.fails) throw new Deliberate()
    }
    if (step.do === 'attempt') tx.attempt(() => work(tx))
    else store.transact(testActor, work)
    for (const [key, count] of inner) counts.set(key, count)
    return
  }
  const key = `${step.entity.name} ${step.id}`
  if (step.do === 'insert') {
    const { id } = tx.insert(step.entity, step.values)
    counts.set(`${step.entity.name} ${id}`, 1)
  } else if (step.do === 'update') {
    const before = tx.find(step.entity, step.id)
    const after = tx.update(step.entity, step.id, step.values, { version: step.version })
    if (after !== before && after.version !== before?.version) counts.set(key, (counts.get(key) ?? 0) + 1)
    else expect(after).toEqual(before)
  } else {
    tx.remove(step.entity, step.id)
  }
}

/** Bulk operations let rows fail one by one; a reference that is missing or a label in use is such a failure. */
function tryStep(store: Store, tx: Transaction, step: Step, counts: Counts): void {
  const before = new Map(counts)
  try {
    tx.attempt(() => run(store, tx, step, counts))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const expected = error instanceof Deliberate || /^(SQLITE_CONSTRAINT|not_found$|conflict$)/.test(code)
    if (!expected) throw error
    counts.clear()
    for (const [key, count] of before) counts.set(key, count)
  }
}

/** A migrated workspace with two rows of everything, as bytes: opened in memory for each sequence, because that is fast. */
async function template(): Promise<Buffer> {
  const { db, write } = await openTestStore()
  write((tx) => addOneOfEverything(tx, 'A'))
  write((tx) => addOneOfEverything(tx, 'B'))
  db.pragma('locking_mode = NORMAL')
  db.pragma('journal_mode = DELETE')
  return db.serialize()
}

test('any sequence of transactions is told exactly by the log', { timeout: 60_000 }, async () => {
  expect([...values.keys()].map(({ name }) => name).sort()).toEqual(entities.map(({ name }) => name).sort())
  const start = await template()
  let written = 0
  let undone = 0
  fc.assert(
    fc.property(transactions, (batch) => {
      const db = new Database(start)
      db.pragma('foreign_keys = ON')
      db.pragma('recursive_triggers = ON')
      const announced: Change[] = []
      const store = createStore({
        db,
        rules: [],
        publish(changes) {
          expect(changes.every(({ tx }) => tx === changes[0]!.seq)).toBe(true)
          announced.push(...changes)
        },
      })
      const first = store.log.head.seq
      let counts: Counts = new Map()
      for (const entity of entities)
        for (const { id } of readRows(db, entity, '1')) counts.set(`${entity.name} ${id}`, 1)
      for (const { steps, fails } of batch) {
        const inner = new Map(counts)
        const head = store.log.head
        try {
          store.transact(testActor, (tx) => {
            for (const one of steps) tryStep(store, tx, one, inner)
            if (fails) throw new Deliberate()
          })
          counts = inner
        } catch (error) {
          if (!(error instanceof Deliberate)) throw error
          expect(store.log.head).toEqual(head)
          undone += 1
        }
      }
      assertReplayEqualsTables(db)
      written += announced.length
      expect(announced).toEqual(store.log.since(first, announced.length + 1))
      for (const entity of entities) {
        for (const row of readRows(db, entity, '1')) {
          expect(row.version, `${entity.name} ${row.id}`).toBe(counts.get(`${entity.name} ${row.id}`))
        }
      }
      expect(db.pragma('foreign_key_check')).toEqual([])
      db.close()
    }),
    { numRuns: 150 },
  )
  // The sequences must do real work, or all of the above would hold of nothing.
  expect(written).toBeGreaterThan(1000)
  expect(undone).toBeGreaterThan(50)
})
