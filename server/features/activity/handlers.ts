// Answers what was done lately.
import { listActivity, listChangedItems } from '../../../shared/actions/activity.ts'
import { prepared } from '../../db/statements.ts'
import { reads, type Handler } from '../handler.ts'
import { readActivity, readChangedItems } from './lines.ts'

export const activityHandlers: readonly Handler[] = [
  reads(listActivity, ({ db }, { query }) => {
    const { effort_id, before = Number.MAX_SAFE_INTEGER, since, limit } = query
    const head = prepared<number>(db, 'SELECT coalesce(max(seq), 0) FROM changes').pluck().get()!
    return { ...readActivity(db, { effort: effort_id, before, since, limit }), head }
  }),
  reads(listChangedItems, ({ db, actor }, { params, query }) => ({
    item_ids: readChangedItems(db, params.effort_id, query.since, actor.id),
  })),
]
