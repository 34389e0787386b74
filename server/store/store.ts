// The only writer of entity tables. A transaction checks the rules and the row version, writes the rows, appends to the
// change log, and after the outermost commit hands the whole batch to `publish`, once. Everything in it is synchronous:
// nothing can come between a check and its write, and commit order is sequence order.
import type Database from 'better-sqlite3'
import type { Actor } from '../../shared/actor.ts'
import type { Change, ChangeAction } from '../../shared/changes.ts'
import type { Entity, RowOf, UpdateOf, ValuesOf } from '../../shared/entity.ts'
import { AppError, notFound } from '../../shared/errors.ts'
import { prepared } from '../db/statements.ts'
import { openChangeLog, readWriters, type ChangeLog } from './changes.ts'
import { deliver } from './inbox.ts'
import { deleteRow, insertRow, readRow, readRows, storable, updateRow } from './rows.ts'
import type { Rules } from './rules.ts'

export interface WriteOptions {
  /** The version the writer saw; another current version is a conflict. Absent: the last write wins, as upstream. */
  version?: number | undefined
  /** Added to what the entity's rule gives as context, e.g. which kind of assignment an update was. */
  context?: Record<string, unknown>
  /** Counts an update as a write of the row even when no column changes: what belongs to the row changed elsewhere. */
  touch?: boolean
  /** Stores what is given and nothing else: the rules may refuse it, but what they would complete is left out. */
  exact?: boolean
}

export interface Transaction {
  readonly db: Database.Database
  readonly actor: Actor
  /** The transaction's one moment, UTC milliseconds: every row and entry of it carries this time. */
  readonly at: string
  find<E extends Entity>(entity: E, id: number): RowOf<E> | undefined
  /** @throws AppError `not_found` */
  get<E extends Entity>(entity: E, id: number): RowOf<E>
  /** Rows by a condition in SQL, e.g. `study_id = ? ORDER BY id`. */
  rows<E extends Entity>(entity: E, condition: string, ...parameters: unknown[]): RowOf<E>[]
  insert<E extends Entity>(entity: E, values: ValuesOf<E>, options?: WriteOptions): RowOf<E>
  /** Creates a removed row again: its id, age and fields are those it had, its version is the next one. Rules complete nothing. */
  restore<E extends Entity>(entity: E, removed: RowOf<E>, options?: WriteOptions): RowOf<E>
  /**
   * Applies `patch`; keys that are undefined or no column are ignored. A patch that changes nothing writes nothing, unless it touches.
   * @throws AppError `not_found`; `conflict` with the current row as `current`, and as `changed` who wrote it since
   */
  update<E extends Entity>(entity: E, id: number, patch: Patch<E>, options?: WriteOptions): RowOf<E>
  /** @returns the row as it was. @throws AppError `not_found`, `conflict`, or what the rules refuse */
  remove<E extends Entity>(entity: E, id: number, options?: WriteOptions): RowOf<E>
  /** After the commit the windows of this person hear that something of their own changed: their inbox, what they have read. */
  tell(userId: number): void
  /** Runs `work`; if it throws, only what it did is undone and the error is thrown on. For rows that may fail one by one. */
  attempt<T>(work: () => T): T
}
type Patch<E extends Entity> = Partial<ValuesOf<E>> | UpdateOf<E>

export interface Store {
  readonly db: Database.Database
  readonly log: ChangeLog
  /**
   * Runs `work` in one transaction. A call inside a running transaction becomes a part of it that succeeds or fails as a
   * whole, in the name of the outer actor. `work` must not return a promise.
   */
  transact<T>(actor: Actor, work: (tx: Transaction) => T, options?: { reason?: string | null }): T
  /**
   * Refuses what people write from now on with this sentence, because the workspace is about to be replaced; null: no more.
   * The program itself may still note that it closes.
   */
  freeze(sentence: string | null): void
}

export interface StoreOptions {
  db: Database.Database
  rules: readonly Rules[]
  /** Receives the changes of each committed transaction, in order. */
  publish: (changes: readonly Change[]) => void
  /** Receives, after `publish`, whom a transaction had something to tell. */
  tell?: (userIds: ReadonlySet<number>) => void
  /** The present moment; replaced in tests of clock jumps. */
  now?: () => Date
  /**
   * Within a transaction that the caller began on the connection, those of the store are parts of it: durable with its end, or
   * not at all. Without this such a call is a mistake, and an error.
   */
  joins?: boolean
}

const alone = { begin: 'BEGIN IMMEDIATE', commit: 'COMMIT', rollback: 'ROLLBACK' }
const joined = { begin: 'SAVEPOINT store', commit: 'RELEASE store', rollback: 'ROLLBACK TO store' }

interface Running {
  tx: Transaction
  changes: Change[]
  /** Told in vain, by a part that was undone, somebody asks once too often. */
  told: Set<number>
}

/** Opens the store over a migrated database. */
export function createStore({ db, rules, publish, tell, now = () => new Date(), joins }: StoreOptions): Store {
  const log = openChangeLog(db)
  const rulesByEntity = new Map(rules.map((rule) => [rule.entity.name, rule]))
  let running: Running | null = null
  let frozen: string | null = null

  function begin(actor: Actor, reason: string | null): Running {
    const at = now().toISOString()
    const changes: Change[] = []
    const told = new Set<number>()
    const first = log.head.seq + 1
    const actor_name = actor.name.toWellFormed()

    /** A full disk makes SQLite end the transaction by itself; written after that, a row would commit alone and unannounced. */
    function assertRunning(): void {
      if (running?.tx === tx && db.inTransaction) return
      throw new Error('This transaction has ended: nothing more can be written in it')
    }

    function record(
      entity: Entity,
      action: ChangeAction,
      before: RowOf<Entity> | null,
      after: RowOf<Entity> | null,
      previous: Record<string, unknown> | null,
      options: WriteOptions,
    ): void {
      const subject = (after ?? before)!
      const derived = rulesByEntity.get(entity.name)?.context?.(tx, { action, before, after })
      const context = derived || options.context ? { ...derived, ...options.context } : null
      changes.push(
        log.append({
          tx: first,
          at,
          actor_id: actor.id,
          actor_name,
          session_id: actor.session_id,
          client_address: actor.client_address,
          entity: entity.name,
          row_id: subject.id,
          action,
          version: subject.version,
          before: previous,
          after,
          context,
          reason,
        }),
      )
    }

    function tellConcerned<E extends Entity>(
      entity: E,
      before: RowOf<E> | null,
      after: RowOf<E>,
      exact?: boolean,
    ): void {
      const concerns = exact ? undefined : rulesByEntity.get(entity.name)?.concerns
      if (!concerns) return
      for (const userId of deliver(db, { actor, at }, concerns(tx, { before, after }))) told.add(userId)
    }

    function expectVersion(entity: Entity, row: RowOf<Entity>, version: number | undefined): void {
      if (version === undefined || version === row.version) return
      throw new AppError(
        'conflict',
        `${entity.label} was changed by somebody else since you opened it. Nothing was saved; compare with the current values and save again.`,
        { current: row, changed: readWriters(db, entity.name, row.id, version) },
      )
    }

    /** What the rules add to a row about to be stored. Throws what they refuse. */
    function complete(
      entity: Entity,
      action: 'create' | 'update',
      before: RowOf<Entity> | null,
      after: object,
      exact: boolean | undefined,
    ): Record<string, unknown> {
      const rule = rulesByEntity.get(entity.name)
      const completed = rule?.check?.(tx, { action, before, after: after as RowOf<Entity>, exact: exact === true })
      return exact ? {} : (completed ?? {})
    }

    const tx: Transaction = {
      db,
      actor,
      at,
      find: (entity, id) => readRow(db, entity, id),
      get(entity, id) {
        const row = readRow(db, entity, id)
        if (!row) throw notFound(entity.label)
        return row
      },
      rows: (entity, condition, ...parameters) => readRows(db, entity, condition, ...parameters),
      insert(entity, values, options = {}) {
        assertRunning()
        const proposed = { ...values, created_at: at, updated_at: at }
        const completed = complete(entity, 'create', null, proposed, options.exact)
        const row = insertRow(db, entity, { ...proposed, ...completed })
        record(entity, 'create', null, row, null, options)
        tellConcerned(entity, null, row, options.exact)
        return row
      },
      restore(entity, removed, options = {}) {
        assertRunning()
        const proposed = { ...removed, version: removed.version + 1, updated_at: at }
        complete(entity, 'create', null, proposed, true)
        const row = insertRow(db, entity, proposed)
        record(entity, 'create', null, row, null, options)
        return row
      },
      update(entity, id, patch, options = {}) {
        assertRunning()
        const before = tx.get(entity, id)
        expectVersion(entity, before, options.version)
        const wanted = changedFields(entity, before, patch as Record<string, unknown>)
        if (Object.keys(wanted).length === 0 && !options.touch) return before
        const completed = complete(entity, 'update', before, { ...before, ...wanted }, options.exact)
        const changed = changedFields(entity, before, { ...wanted, ...completed })
        if (Object.keys(changed).length === 0 && !options.touch) return before
        const written = { ...changed, version: before.version + 1, updated_at: at }
        updateRow(db, entity, id, written)
        const after = { ...before, ...written }
        const stored = before as Record<string, unknown>
        const previous = Object.fromEntries(Object.keys(changed).map((name) => [name, stored[name]]))
        record(entity, 'update', before, after, previous, options)
        tellConcerned(entity, before, after, options.exact)
        return after
      },
      remove(entity, id, options = {}) {
        assertRunning()
        const row = tx.get(entity, id)
        expectVersion(entity, row, options.version)
        rulesByEntity.get(entity.name)?.checkRemoval?.(tx, row)
        deleteRow(db, entity, id)
        record(entity, 'delete', row, null, row, options)
        return row
      },
      tell: (userId) => void told.add(userId),
      attempt(work) {
        assertRunning()
        const head = log.head
        const recorded = changes.length
        prepared(db, 'SAVEPOINT attempt').run()
        try {
          const result = refusePromise(work())
          prepared(db, 'RELEASE attempt').run()
          return result
        } catch (error) {
          if (db.inTransaction) {
            prepared(db, 'ROLLBACK TO attempt').run()
            prepared(db, 'RELEASE attempt').run()
          }
          log.rewind(head)
          changes.length = recorded
          throw error
        }
      },
    }
    return { tx, changes, told }
  }

  return {
    db,
    log,
    freeze(sentence) {
      frozen = sentence
    },
    transact(actor, work, options = {}) {
      if (frozen !== null && actor.id !== null) throw new AppError('unavailable', frozen)
      if (running) {
        const { tx } = running
        return tx.attempt(() => work(tx))
      }
      const head = log.head
      const { begin: start, commit, rollback } = joins && db.inTransaction ? joined : alone
      prepared(db, start).run()
      const transaction = (running = begin(actor, options.reason?.toWellFormed() ?? null))
      let result
      try {
        result = refusePromise(work(transaction.tx))
        prepared(db, commit).run()
      } catch (error) {
        log.rewind(head)
        // A full disk makes SQLite roll back by itself.
        if (db.inTransaction) prepared(db, rollback).run()
        throw error
      } finally {
        running = null
      }
      if (transaction.changes.length > 0) publish(transaction.changes)
      if (transaction.told.size > 0) tell?.(transaction.told)
      return result
    },
  }
}

/** A transaction that waits would let others write in the middle of it. */
function refusePromise<T>(result: T): T {
  if (!(result instanceof Promise)) return result
  // What is left of the work fails when it writes on; the caller hears of the mistake here.
  result.catch(() => undefined)
  throw new TypeError('A transaction cannot wait: its work must not return a promise')
}

/** The fields of `patch` that are columns, are given, and differ from the row. Text is compared as SQLite can store it. */
function changedFields(entity: Entity, before: object, patch: Record<string, unknown>): Record<string, unknown> {
  const current = before as Record<string, unknown>
  const changed: Record<string, unknown> = {}
  for (const column of entity.columns) {
    if (serverOwned.has(column)) continue
    const value = storable(patch[column])
    if (value !== undefined && value !== current[column]) changed[column] = value
  }
  return changed
}
const serverOwned = new Set(['id', 'version', 'created_at', 'updated_at'])
