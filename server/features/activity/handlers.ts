// Answers what was done lately.
import type Database from 'better-sqlite3'
import { listActivity, listChangedItems } from '../../../shared/actions/activity.ts'
import { prepared } from '../../db/statements.ts'
import { reads, type Handler } from '../handler.ts'
import { readChangedItems } from './changed-items.ts'
import { readActivity } from './lines.ts'

const headOf = (db: Database.Database) =>
  prepared<number>(db, 'SELECT coalesce(max(seq), 0) FROM changes').pluck().get()!

export const activityHandlers: readonly Handler[] = [
  reads(listActivity, async ({ db }, { query }) => {
    const { effort_id, before = Number.MAX_SAFE_INTEGER, since, limit } = query
    const head = headOf(db)
    return { ...(await readActivity(db, { effort: effort_id, before, since, limit })), head }
  }),
  reads(listChangedItems, ({ db, actor }, { params, query }) => ({
    head: headOf(db),
    item_ids: readChangedItems(db, params.effort_id, query.since, actor.id),
  })),
]
