// Loads the demo study into a workspace that holds no study. A new workspace gets it with its past (demo-past.ts); one that
// has a history of its own gets it as it is today: one transaction through the store, like any import.
import { SYSTEM_ACTOR } from '../../../shared/actor.ts'
import { comment } from '../../../shared/entities/comment.ts'
import type { ValuesOf } from '../../../shared/entity.ts'
import { AppError } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { deliver } from '../../store/inbox.ts'
import type { Store, Transaction } from '../../store/store.ts'
import { concernsOfComment } from '../comments/index.ts'
import { readDemoData, type DemoData } from './demo-data.ts'
import { dayFrom, insertGround, insertItem, keyOf, planOf, textFor, type Ids } from './demo-rows.ts'

export interface DemoCounts {
  studies: number
  reporting_efforts: number
  items: number
  packages: number
  text_elements: number
  people: number
}

/** Loads the demo when the workspace is empty; a workspace with a study is left as it is. */
export function loadDemo(store: Store): void {
  if (!hasStudies(store.db)) store.transact(SYSTEM_ACTOR, (tx) => fillWithDemo(tx))
}

/**
 * Fills an empty workspace with the demo study.
 * @throws AppError `in_use` when there are studies already
 */
export function fillWithDemo(tx: Transaction): DemoCounts {
  if (hasStudies(tx.db)) {
    throw new AppError(
      'in_use',
      'The demo study can only be loaded into a workspace without studies. Nothing was changed.',
    )
  }
  const data = readDemoData()
  const known = insertGround(tx, data, tx.at)
  const trackers: Ids = new Map(
    data.tracker.map((row) => [
      keyOf(row),
      insertItem(tx, row, known, {
        ...planOf(row, known, tx.at),
        production_status: row.production_status,
        qc_status: row.qc_status,
        qc_completion_date: dayFrom(tx.at, row.qc_completion_offset_days),
        in_production_flag: row.in_production,
      }),
    ]),
  )
  insertComments(tx, data, known.people, trackers)
  return {
    studies: data.studies.length,
    reporting_efforts: known.efforts.size,
    items: data.tracker.length,
    packages: data.packages.length,
    text_elements: known.texts.size,
    people: known.people.size,
  }
}

const hasStudies = (db: Transaction['db']) => prepared(db, 'SELECT 1 FROM studies LIMIT 1').get() !== undefined

const HOUR = 3_600_000

/** The comments are the program's writing, but people are told of them as if their authors had just written them. */
function insertComments(tx: Transaction, data: DemoData, people: Ids, trackers: Ids): void {
  const textOf = textFor(tx)
  const write = (author: string, hours_ago: number, said: Omit<ValuesOf<typeof comment>, 'user_id'>) => {
    const user_id = people.get(author)!
    const row = tx.insert(comment, { ...said, comment_text: textOf(said.comment_text), user_id })
    const at = new Date(Date.parse(tx.at) - hours_ago * HOUR).toISOString()
    deliver(tx.db, { actor: { ...SYSTEM_ACTOR, id: user_id, name: author }, at }, concernsOfComment(tx, null, row))
    return row.id
  }
  const oldestFirst = data.comments.toSorted((a, b) => b.hours_ago - a.hours_ago)
  for (const { author, comment_type, text, is_resolved, resolved_by, replies, hours_ago, ...where } of oldestFirst) {
    const tracker_id = trackers.get(keyOf(where))!
    const parent_comment_id = write(author, hours_ago, {
      tracker_id,
      comment_text: text,
      comment_type,
      is_resolved,
      resolved_by_user_id: people.get(resolved_by ?? '') ?? null,
      resolved_at: is_resolved ? tx.at : null,
    })
    replies.forEach((reply, index) =>
      write(reply.author, hours_ago - index - 1, {
        tracker_id,
        parent_comment_id,
        comment_text: reply.text,
        comment_type,
      }),
    )
  }
}
