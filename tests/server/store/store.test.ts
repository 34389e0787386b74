// The only writer: what one transaction promises to rows, versions, the change log and those who listen.
import { describe, expect, test } from 'vitest'
import { findReply, forgetOldReplies, keepReply, requestHash } from '../../../server/store/idempotency.ts'
import { rulesFor } from '../../../server/store/rules.ts'
import { createStore, type Transaction } from '../../../server/store/store.ts'
import { AppError } from '../../../shared/errors.ts'
import { entities, findEntity } from '../../../shared/entities/index.ts'
import { study } from '../../../shared/entities/study.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import { assertReplayEqualsTables } from '../../helpers/replay.ts'
import { addOneOfEverything, openTestStore, testActor } from '../../helpers/test-store.ts'

const labels = (tx: Transaction) => tx.rows(study, '1 ORDER BY id').map((row) => row.study_label)

/** The error `work` throws. */
function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown')
}

describe('a transaction', () => {
  test('publishes once, after the commit, everything in order and with one time', async () => {
    const { db, published } = await openTestStore()
    const inTransaction: boolean[] = []
    const store = createStore({
      db,
      rules: [],
      publish(changes) {
        published.push([...changes])
        inTransaction.push(db.inTransaction)
      },
    })
    const { first, second } = store.transact(testActor, (tx) => {
      const first = tx.insert(study, { study_label: 'A' })
      const second = tx.insert(study, { study_label: 'B' })
      tx.update(study, first.id, { phase: 'II' })
      tx.remove(study, second.id)
      expect(published).toEqual([])
      return { first, second }
    })
    expect(published).toHaveLength(1)
    expect(published[0]!.map(({ action, row_id }) => [action, row_id])).toEqual([
      ['create', first.id],
      ['create', second.id],
      ['update', first.id],
      ['delete', second.id],
    ])
    expect(inTransaction).toEqual([false])
    expect(published[0]!.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(new Set(published[0]!.map(({ tx }) => tx))).toEqual(new Set([1]))
    expect(new Set(published[0]!.map(({ at }) => at)).size).toBe(1)
    expect(store.log.since(0, 10)).toEqual(published[0])
  })

  test('records who, from where, why, before and after', async () => {
    const { store, published } = await openTestStore()
    const { id } = store.transact(testActor, (tx) => tx.insert(study, { study_label: 'A' }))
    store.transact(testActor, (tx) => tx.update(study, id, { study_label: 'B', phase: 'I' }), { reason: 'renamed' })
    expect(published[1]![0]).toMatchObject({
      actor_id: 7,
      actor_name: 'ada',
      session_id: 'session-of-ada',
      client_address: '127.0.0.1',
      entity: 'studies',
      row_id: id,
      action: 'update',
      version: 2,
      before: { study_label: 'A', phase: null },
      after: { id, study_label: 'B', phase: 'I', version: 2 },
      reason: 'renamed',
    })
    store.transact(testActor, (tx) => tx.remove(study, id))
    expect(published[2]![0]).toMatchObject({ action: 'delete', version: 2, before: { study_label: 'B' }, after: null })
  })

  test('undone leaves no row, no entry, no gap, and nobody hears of it', async () => {
    const { db, store, published, write } = await openTestStore()
    write((tx) => tx.insert(study, { study_label: 'A' }))
    const head = store.log.head
    expect(() =>
      write((tx) => {
        tx.insert(study, { study_label: 'B' })
        tx.insert(study, { study_label: 'C' })
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(store.log.head).toEqual(head)
    expect(published).toHaveLength(1)
    expect(write(labels)).toEqual(['A'])
    expect(write((tx) => tx.insert(study, { study_label: 'D' })).id).toBe(2)
    expect(published[1]!.map(({ seq }) => seq)).toEqual([2])
    assertReplayEqualsTables(db)
  })

  test('that only reads publishes nothing and writes nothing', async () => {
    const { published, store, write } = await openTestStore()
    expect(write(labels)).toEqual([])
    expect(published).toEqual([])
    expect(store.log.head.seq).toBe(0)
  })

  test('refuses work that waits, undoes it, and what is left of the work cannot write', async () => {
    const { store, published, write } = await openTestStore()
    let afterwards: unknown
    const waiting = async (tx: Transaction) => {
      tx.insert(study, { study_label: 'early' })
      await Promise.resolve()
      afterwards = thrown(() => tx.insert(study, { study_label: 'late' }))
      throw new Error('not unhandled')
    }
    expect(() => write(waiting)).toThrow(/must not return a promise/)
    await expect.poll(() => afterwards).toBeDefined()
    expect(afterwards).toMatchObject({ message: expect.stringMatching(/has ended/) })
    expect(write(labels)).toEqual([])
    expect(store.log.head.seq).toBe(0)
    expect(published).toEqual([])
  })

  test('cannot be written in after it ended', async () => {
    const { db, write, store } = await openTestStore()
    const kept = write((tx) => {
      tx.insert(study, { study_label: 'A' })
      return tx
    })
    expect(() => kept.insert(study, { study_label: 'B' })).toThrow(/has ended/)
    expect(() => kept.update(study, 1, { phase: 'I' })).toThrow(/has ended/)
    expect(() => kept.remove(study, 1)).toThrow(/has ended/)
    expect(() => kept.attempt(() => 1)).toThrow(/has ended/)
    expect(() => write(() => kept.insert(study, { study_label: 'C' }))).toThrow(/has ended/)
    expect(store.log.head.seq).toBe(1)
    assertReplayEqualsTables(db)
  })

  test('inside another is a part of it, published with it', async () => {
    const { store, published, write } = await openTestStore()
    write((tx) => {
      tx.insert(study, { study_label: 'outer' })
      store.transact({ ...testActor, name: 'other' }, (inner) => inner.insert(study, { study_label: 'inner' }))
      expect(published).toEqual([])
    })
    expect(published.map((batch) => batch.map(({ after, actor_name }) => [after!.study_label, actor_name]))).toEqual([
      [
        ['outer', 'ada'],
        ['inner', 'ada'],
      ],
    ])
  })

  test('inside another fails as a whole, and the outer one may go on', async () => {
    const { db, store, published, write } = await openTestStore()
    write((tx) => {
      tx.insert(study, { study_label: 'outer' })
      expect(() =>
        store.transact(testActor, (inner) => {
          inner.insert(study, { study_label: 'half' })
          throw new Error('no')
        }),
      ).toThrow('no')
      expect(() => store.transact(testActor, async () => undefined)).toThrow(/must not return a promise/)
      tx.insert(study, { study_label: 'after' })
    })
    expect(published[0]!.map(({ seq, after }) => [seq, after!.study_label])).toEqual([
      [1, 'outer'],
      [2, 'after'],
    ])
    assertReplayEqualsTables(db)
  })
})

describe('rows', () => {
  test('come back with defaults, booleans and the time of their transaction', async () => {
    let now = new Date('2030-01-02T03:04:05.678Z')
    const { db, write } = await openTestStore({ now: () => now })
    const { tracker: row } = write((tx) => addOneOfEverything(tx))
    expect(row).toMatchObject({
      version: 1,
      created_at: '2030-01-02T03:04:05.678Z',
      updated_at: '2030-01-02T03:04:05.678Z',
      production_status: 'not_started',
      in_production_flag: false,
    })
    expect(db.prepare('SELECT in_production_flag FROM reporting_effort_item_tracker').pluck().get()).toBe(0)
    now = new Date('2030-01-02T03:05:00.000Z')
    const updated = write((tx) => tx.update(tracker, row.id, { in_production_flag: true }))
    expect(updated).toEqual({
      ...row,
      in_production_flag: true,
      version: 2,
      updated_at: '2030-01-02T03:05:00.000Z',
    })
    expect(write((tx) => tx.get(tracker, row.id))).toEqual(updated)
    expect(db.prepare('SELECT in_production_flag FROM reporting_effort_item_tracker').pluck().get()).toBe(1)
  })

  test('of every entity come back from an insert as they are read afterwards', async () => {
    const { write, published } = await openTestStore()
    write((tx) => addOneOfEverything(tx))
    write((tx) => {
      for (const { entity, row_id, after } of published[0]!) {
        expect(Object.entries(after!), entity).toEqual(Object.entries(tx.get(findEntity(entity)!, row_id)))
      }
    })
    expect(new Set(published[0]!.map(({ entity }) => entity)).size).toBe(entities.length)
  })

  test('keep the order of entries when the clock goes back', async () => {
    const times = ['2030-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z']
    let index = 0
    const { store, write } = await openTestStore({ now: () => new Date(times[index++]!) })
    for (const label of ['A', 'B', 'C']) write((tx) => tx.insert(study, { study_label: label }))
    expect(store.log.since(0, 9).map(({ seq, at }) => [seq, at])).toEqual(times.map((at, i) => [i + 1, at]))
    expect(store.log.verify().brokenAt).toBeNull()
  })

  test('any text is kept as it came, and what SQLite cannot hold is the same in row and log', async () => {
    const { db, write, store } = await openTestStore()
    const text = 'ä\u0000\u2028\n"\\\'; DROP TABLE studies; -- 😀'
    const { id } = write((tx) => tx.insert(study, { study_label: text }))
    expect(write((tx) => tx.get(study, id)).study_label).toBe(text)
    store.transact(
      { ...testActor, name: 'broken \ud800' },
      (tx) => tx.update(study, id, { study_title: 'half a character \ud83d' }),
      { reason: '\udc00' },
    )
    expect(write((tx) => tx.get(study, id)).study_title).toBe('half a character \ufffd')
    assertReplayEqualsTables(db)
  })

  test('ids are not used twice', async () => {
    const { write } = await openTestStore()
    const first = write((tx) => tx.insert(study, { study_label: 'A' }))
    write((tx) => tx.remove(study, first.id))
    expect(write((tx) => tx.insert(study, { study_label: 'A' })).id).toBe(first.id + 1)
  })

  test.each(['get', 'update', 'remove'] as const)('%s of a row that is not there says so', async (verb) => {
    const { write } = await openTestStore()
    const error = thrown(() => write((tx) => (verb === 'update' ? tx.update(study, 9, {}) : tx[verb](study, 9))))
    expect(error).toMatchObject({ code: 'not_found', message: 'Study not found' })
  })
})

describe('an update', () => {
  test('of another version than the current is a conflict that carries the current row', async () => {
    const { store, write, published } = await openTestStore()
    const row = write((tx) => tx.insert(study, { study_label: 'A' }))
    const current = write((tx) => tx.update(study, row.id, { phase: 'I' }, { version: 1 }))
    for (const verb of ['update', 'remove'] as const) {
      const error = thrown(() =>
        write((tx) =>
          verb === 'update'
            ? tx.update(study, row.id, { phase: 'II' }, { version: 1 })
            : tx.remove(study, row.id, { version: 1 }),
        ),
      )
      expect(error).toBeInstanceOf(AppError)
      expect(error).toMatchObject({ code: 'conflict', extra: { current } })
    }
    // Also when the patch would change nothing: what was seen is not what is there.
    expect(() => write((tx) => tx.update(study, row.id, { phase: 'I' }, { version: 1 }))).toThrow(
      /changed by somebody else/,
    )
    expect(published).toHaveLength(2)
    write((tx) => tx.update(study, row.id, { phase: 'III' }))
    expect(write((tx) => tx.get(study, row.id))).toMatchObject({ phase: 'III', version: 3 })
    expect(store.log.head.seq).toBe(3)
  })

  test('that changes nothing writes nothing', async () => {
    const { write, published } = await openTestStore()
    const row = write((tx) => tx.insert(study, { study_label: 'A', phase: 'I' }))
    const same = write((tx) => tx.update(study, row.id, { study_label: 'A', phase: 'I', study_title: undefined }))
    expect(same).toEqual(row)
    expect(published).toHaveLength(1)
  })

  test('touches the row when asked to', async () => {
    const { db, write, published } = await openTestStore()
    const row = write((tx) => tx.insert(study, { study_label: 'A' }))
    expect(write((tx) => tx.update(study, row.id, {}, { touch: true })).version).toBe(2)
    expect(published[1]![0]).toMatchObject({ action: 'update', before: {}, version: 2 })
    assertReplayEqualsTables(db)
  })

  test('leaves alone what is no column or belongs to the server', async () => {
    const { db, write } = await openTestStore()
    const row = write((tx) => tx.insert(study, { study_label: 'A' }))
    const patch = { id: 99, version: 40, created_at: 'x', updated_at: 'x', nonsense: 1, phase: 'I' } as never
    const updated = write((tx) => tx.update(study, row.id, patch))
    expect(updated).toEqual({ ...row, phase: 'I', version: 2, updated_at: updated.updated_at })
    assertReplayEqualsTables(db)
  })
})

describe('attempt', () => {
  test('undoes only what failed, also one inside another', async () => {
    const { db, write, published } = await openTestStore()
    write((tx) => {
      tx.insert(study, { study_label: 'A' })
      for (const label of ['B', 'A', 'C']) {
        try {
          tx.attempt(() => {
            tx.insert(user, { username: `with ${label}` })
            tx.attempt(() => tx.insert(study, { study_label: label }))
          })
        } catch (error) {
          expect(error).toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' })
        }
      }
    })
    expect(write(labels)).toEqual(['A', 'B', 'C'])
    expect(write((tx) => tx.rows(user, '1 ORDER BY id').map((row) => row.username))).toEqual(['with B', 'with C'])
    expect(published[0]!.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    assertReplayEqualsTables(db)
  })

  test('refuses work that waits', async () => {
    const { write } = await openTestStore()
    expect(() => write((tx) => void tx.attempt(async () => undefined))).toThrow(/must not return a promise/)
  })
})

describe('rules', () => {
  const upperCase = rulesFor({
    entity: study,
    check(tx, { action, before, after }) {
      if (after.study_label === 'refused') throw new AppError('invalid', 'That label is refused')
      if (action === 'update') expect(before).not.toBeNull()
      return { phase: `${action}d with ${tx.rows(study, '1').length}` }
    },
    checkRemoval(_tx, row) {
      if (row.study_label === 'kept') throw new AppError('in_use', 'It is in use')
    },
    context: (_tx, { action, before, after }) => ({
      action,
      was: before?.study_label ?? null,
      is: after?.study_label ?? null,
    }),
  })

  test('complete a row, may refuse it, and say what the event shows beyond it', async () => {
    const { db, write, published } = await openTestStore({ rules: [upperCase] })
    const row = write((tx) => tx.insert(study, { study_label: 'A' }))
    expect(row.phase).toBe('created with 0')
    const updated = write((tx) => tx.update(study, row.id, { study_label: 'B' }, { context: { extra: 1 } }))
    expect(updated.phase).toBe('updated with 1')
    expect(published[1]![0]).toMatchObject({
      before: { study_label: 'A', phase: 'created with 0' },
      context: { action: 'update', was: 'A', is: 'B', extra: 1 },
    })
    expect(() => write((tx) => tx.insert(study, { study_label: 'refused' }))).toThrow('That label is refused')
    expect(() => write((tx) => tx.update(study, row.id, { study_label: 'refused' }))).toThrow('That label is refused')
    write((tx) => tx.update(study, row.id, { study_label: 'kept' }))
    expect(() => write((tx) => tx.remove(study, row.id))).toThrow('It is in use')
    expect(published).toHaveLength(3)
    assertReplayEqualsTables(db)
  })
})

describe('a write that SQLite cannot do', () => {
  /** Makes every write that needs a new page fail, as a full disk does. */
  const fillDisk = (db: Awaited<ReturnType<typeof openTestStore>>['db']) => {
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`)
  }
  const big = { study_label: 'big', study_title: 'x'.repeat(200_000) }

  test('because the disk is full is not announced, and the next one works', async () => {
    const { db, store, write, published } = await openTestStore()
    write((tx) => tx.insert(study, { study_label: 'A' }))
    const head = store.log.head
    fillDisk(db)
    expect(() => write((tx) => tx.insert(study, big))).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }))
    expect(published).toHaveLength(1)
    expect(store.log.head).toEqual(head)
    expect(db.inTransaction).toBe(false)
    db.pragma('max_page_count = 1000000')
    write((tx) => tx.insert(study, big))
    expect(published[1]!.map(({ seq }) => seq)).toEqual([2])
    assertReplayEqualsTables(db)
  })

  test('that makes SQLite end the whole transaction is not followed by rows that commit alone', async () => {
    const { db, store, write, published } = await openTestStore()
    write((tx) => tx.insert(study, { study_label: 'A' }))
    const errors: unknown[] = []
    const endTransaction = () => {
      db.exec(`INSERT OR ROLLBACK INTO studies (created_at, updated_at, study_label) VALUES ('', '', 'A')`)
    }
    expect(() =>
      write((tx) => {
        for (const work of [endTransaction, () => tx.insert(study, { study_label: 'B' })]) {
          try {
            tx.attempt(work)
          } catch (error) {
            errors.push(error)
          }
        }
        expect(() => tx.update(study, 1, { phase: 'I' })).toThrow(/has ended/)
      }),
    ).toThrow()
    expect(errors[0]).toMatchObject({ code: 'SQLITE_CONSTRAINT_UNIQUE' })
    expect(errors[1]).toMatchObject({ message: expect.stringMatching(/has ended/) })
    expect(published).toHaveLength(1)
    expect(store.log.head.seq).toBe(1)
    expect(write(labels)).toEqual(['A'])
    assertReplayEqualsTables(db)
  })

  test('at the commit is undone, not announced, and the next one works', async () => {
    const { db, store, write, published } = await openTestStore()
    const { study: parent } = write((tx) => addOneOfEverything(tx))
    const head = store.log.head
    expect(() =>
      write((tx) => {
        tx.insert(study, { study_label: 'B' })
        db.pragma('defer_foreign_keys = ON')
        tx.remove(study, parent.id)
      }),
    ).toThrow(expect.objectContaining({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }))
    expect(published).toHaveLength(1)
    expect(store.log.head).toEqual(head)
    expect(db.inTransaction).toBe(false)
    write((tx) => tx.insert(study, { study_label: 'C' }))
    expect(published[1]!.map(({ seq }) => seq)).toEqual([head.seq + 1])
    assertReplayEqualsTables(db)
  })
})

describe('a stored reply', () => {
  const reply = { actorId: 7, key: 'k', hash: requestHash('POST', '/studies', { a: 1 }), status: 201, body: '{}' }

  test('is there exactly when the write is', async () => {
    const { db, write } = await openTestStore()
    expect(() =>
      write((tx) => {
        keepReply(db, { ...reply, at: tx.at })
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(findReply(db, 7, 'k', reply.hash)).toBeUndefined()
    write((tx) => keepReply(db, { ...reply, at: tx.at }))
    expect(findReply(db, 7, 'k', reply.hash)).toMatchObject({ status: 201, body: '{}' })
    expect(findReply(db, 8, 'k', reply.hash)).toBeUndefined()
  })

  test('is refused to another request with the same key', async () => {
    const { db, write } = await openTestStore()
    write((tx) => keepReply(db, { ...reply, at: tx.at }))
    const others: [string, string, unknown][] = [
      ['PUT', '/studies', { a: 1 }],
      ['POST', '/packages', { a: 1 }],
      ['POST', '/studies', { a: 2 }],
      ['POST', '/studies', undefined],
    ]
    for (const [method, url, body] of others) {
      const hash = requestHash(method, url, body)
      expect(() => findReply(db, 7, 'k', hash)).toThrow(expect.objectContaining({ code: 'unprocessable' }))
    }
  })

  test('is forgotten after a week', async () => {
    const { db, write } = await openTestStore({ now: () => new Date('2030-01-01T00:00:00.000Z') })
    write((tx) => keepReply(db, { ...reply, at: tx.at }))
    forgetOldReplies(db, new Date('2030-01-07T23:59:59.000Z'))
    expect(findReply(db, 7, 'k', reply.hash)).toBeDefined()
    forgetOldReplies(db, new Date('2030-01-08T00:00:00.001Z'))
    expect(findReply(db, 7, 'k', reply.hash)).toBeUndefined()
  })
})

test('a store opened again goes on where the last one ended, in the same history', async () => {
  const first = await openTestStore()
  first.write((tx) => addOneOfEverything(tx))
  const { head, epoch } = first.store.log
  first.close()
  const second = await openTestStore({ directory: first.directory })
  expect(second.store.log.head).toEqual(head)
  expect(second.store.log.epoch).toBe(epoch)
  second.write((tx) => tx.insert(study, { study_label: 'next' }))
  expect(second.published[0]![0]).toMatchObject({ seq: head.seq + 1, previous_hash: head.hash })
  assertReplayEqualsTables(second.db)
})
