// How a feature answers an action. A reading handler gets the store to read from; a writing one gets a transaction and
// nothing else to write with. Neither knows HTTP: refusals are thrown as AppError, the return value is the reply's body.
import type Database from 'better-sqlite3'
import type { Action, InputOf } from '../../shared/action.ts'
import type { Actor } from '../../shared/actor.ts'
import type { WorkflowPolicy } from '../../shared/domain/workflow-policy.ts'
import type { Transaction } from '../store/store.ts'

export interface ReadContext {
  db: Database.Database
  actor: Actor
}

export type Handler =
  | { kind: 'read'; action: Action; run: (context: ReadContext, input: InputOf<Action>) => unknown }
  | { kind: 'write'; action: Action; run: (tx: Transaction, input: InputOf<Action>) => unknown }

/** Answers an action that changes nothing. */
export function reads<A extends Action>(action: A, run: (context: ReadContext, input: InputOf<A>) => unknown): Handler {
  return { kind: 'read', action, run: run }
}

/** Answers an action that writes, in one transaction; undefined is an empty reply. */
export function writes<A extends Action>(action: A, run: (tx: Transaction, input: InputOf<A>) => unknown): Handler {
  return { kind: 'write', action, run: run }
}

/** What the features need to know of how the server was started. */
export interface FeatureOptions {
  /** Overrides the workspace's own workflow policy. */
  policy?: WorkflowPolicy | undefined
}
