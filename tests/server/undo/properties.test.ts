// Random work of one person through the interface, then all of it undone, last first: every field of every row is what it
// was, every redo brings back what the undo took, and the log tells the same story as the tables.
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { CHANGE_SEQ_HEADER, readSeqRange, type SeqRange } from '../../../shared/actions/undo.ts'
import { entities } from '../../../shared/entities/index.ts'
import { priorities, productionStatuses, qcStatuses } from '../../../shared/entities/tracker.ts'
import { readRows } from '../../../server/store/rows.ts'
import { startHost, type Host } from '../../helpers/host.ts'
import { assertReplayEqualsTables } from '../../helpers/replay.ts'
import { seedPeople, seedTexts } from '../../helpers/seed-items.ts'
import { seedTrackers } from '../../helpers/seed.ts'

type Request = [method: string, path: string, body?: unknown]

const id = fc.integer({ min: 1, max: 6 })
const person = fc.integer({ min: 2, max: 4 })
const word = fc.constantFrom('alpha', 'beta', 'gamma', 'Δ', 'O’Hara')
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const day = fc.constantFrom('2026-01-31', '2026-02-28', '2027-12-31')
const trackerPatch = fc.record(
  {
    production_status: fc.constantFrom(...productionStatuses),
    qc_status: fc.constantFrom(...qcStatuses),
    priority: fc.constantFrom(...priorities),
    due_date: orNull(day),
    qc_completion_date: orNull(day),
    production_programmer_id: orNull(person),
    in_production_flag: fc.boolean(),
  },
  { requiredKeys: [] },
)
const item = fc.record({
  reporting_effort_id: fc.constant(1),
  item_type: fc.constant('TLF'),
  item_subtype: fc.constant('Table'),
  item_code: word,
  title_id: orNull(fc.integer({ min: 1, max: 2 })),
  footnotes: fc.uniqueArray(
    fc.record({ footnote_id: fc.integer({ min: 3, max: 5 }), sequence_number: fc.integer({ min: 1, max: 3 }) }),
    { selector: ({ footnote_id }) => footnote_id, maxLength: 3 },
  ),
})

/** Ids that do not exist and values that are refused are among them on purpose: a refusal is no step. */
const request: fc.Arbitrary<Request> = fc.oneof(
  fc.tuple(id, trackerPatch).map(([n, patch]): Request => ['PUT', `/reporting-effort-tracker/${n}`, patch]),
  fc
    .tuple(id, person, fc.constantFrom('production', 'qc'))
    .map(([n, user_id, role]): Request => [
      'POST',
      `/reporting-effort-tracker/${n}/assign-programmer`,
      { user_id, role },
    ]),
  fc
    .uniqueArray(fc.tuple(id, trackerPatch), { selector: ([n]) => n, minLength: 2, maxLength: 4 })
    .map((rows): Request => [
      'POST',
      '/reporting-effort-tracker/bulk-status-update',
      { updates: rows.map(([tracker_id, patch]) => ({ ...patch, tracker_id })) },
    ]),
  item.map((body): Request => ['POST', '/reporting-effort-items/', body]),
  fc
    .tuple(id, item)
    .map(([n, { item_code, title_id, footnotes }]): Request => [
      'PUT',
      `/reporting-effort-items/${n}`,
      { item_code, title_id, footnotes },
    ]),
  id.map((n): Request => ['DELETE', `/reporting-effort-items/${n}`]),
  fc
    .tuple(id, orNull(id), word)
    .map(([tracker_id, parent_comment_id, comment_text]): Request => [
      'POST',
      '/tracker-comments',
      { tracker_id, parent_comment_id, comment_text },
    ]),
  fc
    .tuple(id, fc.constantFrom('resolve', 'unresolve'))
    .map(([n, verb]): Request => ['POST', `/tracker-comments/${n}/${verb}`]),
  id.map((n): Request => ['DELETE', `/tracker-comments/${n}`]),
  word.map((name): Request => ['POST', '/tracker-tags', { name }]),
  fc.tuple(id, id).map(([tracker_id, tag_id]): Request => ['POST', '/tracker-tags/assign', { tracker_id, tag_id }]),
  id.map((n): Request => ['DELETE', `/tracker-tags/${n}`]),
  word.map((study_label): Request => ['POST', '/studies/', { study_label }]),
  id.map((n): Request => ['DELETE', `/studies/${n}`]),
  fc.tuple(id, word).map(([n, display_name]): Request => ['PUT', `/users/${n}`, { display_name }]),
)

/** Every row of every table, without what counts the writes. */
function rowsOf({ server }: Host) {
  return entities.map((entity) =>
    readRows(server.store.db, entity, '1 ORDER BY id').map((row) => {
      const { version: _version, updated_at: _updated, ...fields } = row as object as Record<string, unknown>
      return fields
    }),
  )
}

async function undoAll(host: Host, steps: readonly SeqRange[]): Promise<SeqRange[]> {
  const undone: SeqRange[] = []
  for (const { first } of steps.toReversed()) {
    const { status, body } = await host.api('POST', '/changes/undo', { seq: first })
    expect({ status, detail: body.detail }).toEqual({ status: 200, detail: undefined })
    undone.push(body.seq)
  }
  return undone
}

test(
  'undoing everything in reverse leaves every field as it was, and redoing brings it back',
  { timeout: 120_000 },
  async () => {
    const host = await startHost()
    onTestFinished(() => host.close())
    seedTexts(host)
    seedPeople(host, ['ann', 'bob', 'cy'])
    seedTrackers(host, ['T-1', 'T-2', 'T-3', 'T-4'])
    const start = rowsOf(host)
    let longest = 0

    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 14 }), async (requests) => {
        const steps: SeqRange[] = []
        for (const [method, path, body] of requests) {
          const range = readSeqRange((await host.api(method, path, body)).headers.get(CHANGE_SEQ_HEADER))
          if (range) steps.push(range)
        }
        longest = Math.max(longest, steps.length)
        const done = rowsOf(host)
        const undone = await undoAll(host, steps)
        expect(rowsOf(host)).toEqual(start)
        const redone = await undoAll(host, undone)
        expect(rowsOf(host)).toEqual(done)
        await undoAll(host, redone)
        expect(rowsOf(host)).toEqual(start)
      }),
      { numRuns: 60 },
    )
    expect(longest).toBeGreaterThan(5)
    assertReplayEqualsTables(host.server.store.db)
  },
)
