// What a resource is: an entity that clients list, read, create, update and delete by the same five routes, and where it
// deviates from that. server/http/entities.ts makes the routes; each subject declares its resource in server/http/resources.
import type Database from 'better-sqlite3'
import type { z } from 'zod'
import type { CreateOf, Entity, RowOf, UpdateOf } from '../../shared/entity.ts'
import type { Policy } from '../../shared/policy.ts'
import type { Transaction, WriteOptions } from '../store/store.ts'
import type { Dependencies } from './app-types.ts'

/** Which rows a list is asked for. */
export interface Page {
  skip: number
  limit: number
  /** The filters that were given, by column. */
  filters: Record<string, string | number>
}

/** What a body comes to before its transaction. */
export interface Prepared {
  /** The body to go on with; it is also what a retry is recognised by. */
  body: unknown
  /** What belongs into the same transaction, once the row is written. */
  also?(tx: Transaction, id: number): void
}

export interface Resource<E extends Entity = Entity> {
  entity: E
  /** Below `/api/v1`, e.g. `/studies`. */
  path: string
  /** Name of the id in the path, as validation errors show it: `study_id`. */
  idName: string
  policies: { read: Policy; create: Policy; update: Policy; remove: Policy }
  /** Columns a list can be filtered by, each with the schema of its value; the number 0 is no filter (protocol 2.7). */
  filters?: Record<string, z.ZodType>
  /** Order of a list, in SQL; by id when absent. */
  order?: string
  /** Bounds of `limit` where they are not the usual ones. */
  limits?: { standard?: number; min?: number; max?: number }
  /** Status of a creation; 201 when absent. */
  createdStatus?: number
  /** What a deletion answers: the deleted row, or 204 and nothing. */
  removed: 'row' | 'empty'
  /** What a reply shows of a row, when that is not the row itself. */
  view?(db: Database.Database, row: RowOf<E>): unknown
  /** A list as replies show it, when one table and `view` cannot tell (or would ask once per row). */
  list?(db: Database.Database, page: Page): unknown
  /** Work on the body of a creation or update that has to wait, which a transaction cannot. */
  prepare?(body: unknown, dependencies: Dependencies): Promise<Prepared>
  create?(tx: Transaction, values: CreateOf<E>): RowOf<E>
  update?(tx: Transaction, id: number, patch: UpdateOf<E>, options: WriteOptions): RowOf<E>
  remove?(tx: Transaction, id: number, options: WriteOptions): RowOf<E>
}

/** Keeps the types of one entity's resource together; the list of all resources is untyped across entities. */
export function resourceFor<E extends Entity>(resource: Resource<E>): Resource {
  return resource
}
