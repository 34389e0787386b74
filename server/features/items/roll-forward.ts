// A new reporting effort made of an old one: the same items, nothing started, due dates moved. The old one is not touched.
import type { InputOf } from '../../../shared/action.ts'
import type { rollForward, RolledForward } from '../../../shared/actions/effort-copies.ts'
import { addDays } from '../../../shared/domain/days.ts'
import { breachesOf } from '../../../shared/domain/workflow.ts'
import { comment } from '../../../shared/entities/comment.ts'
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { trackerTag } from '../../../shared/entities/tag.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import type { Transaction } from '../../store/store.ts'
import { viewEffort } from '../reporting-efforts/views.ts'
import { insertEffortItem } from './effort-items.ts'
import { effortFamily } from './family.ts'
import { contentsOf, listItems } from './views.ts'

type Wanted = InputOf<typeof rollForward>['body']
type Person = 'production_programmer_id' | 'qc_programmer_id'

const ofEffort = 'reporting_effort_item_id IN (SELECT id FROM reporting_effort_items WHERE reporting_effort_id = ?)'
const onEffort = `tracker_id IN (SELECT id FROM reporting_effort_item_tracker WHERE ${ofEffort})`

/** @throws AppError `not_found` for an unknown effort or release, `invalid` for a label that the release has */
export function rollEffortForward(tx: Transaction, effortId: number, wanted: Wanted): RolledForward {
  const source = tx.get(reportingEffort, effortId)
  const { database_release_id, database_release_label } = wanted
  const { study_id } = tx.get(databaseRelease, database_release_id)
  const effort = tx.insert(reportingEffort, { study_id, database_release_id, database_release_label })

  const works = new Map(tx.rows(tracker, ofEffort, effortId).map((row) => [row.reporting_effort_item_id, row]))
  const people = createPeople(tx)
  /** Tracker rows of the new effort by those of the old one. */
  const successors = new Map<number, number>()
  const items = listItems(tx.db, effortFamily, { ownerId: effortId })
  for (const item of items) {
    const work = works.get(item.id)
    const values = {
      ...contentsOf(item),
      source_type: 'reporting_effort' as const,
      source_id: effortId,
      source_item_id: item.id,
      is_active: 'is_active' in item ? item.is_active : true,
    }
    const made = insertEffortItem(tx, effort.id, values, work && carried(work, wanted, people))
    if (work) successors.set(work.id, made.tracker.id)
  }
  if (wanted.keep_tags) {
    for (const { tracker_id, tag_id } of tx.rows(trackerTag, `${onEffort} ORDER BY id`, effortId)) {
      tx.insert(trackerTag, { tracker_id: successors.get(tracker_id)!, tag_id })
    }
  }
  const comment_count = wanted.keep_comments ? carryComments(tx, effortId, successors, pathOf(tx, source.id)) : 0
  return {
    reporting_effort: { ...viewEffort(tx.db, effort) },
    created_count: items.length,
    comment_count,
    people_left_out: people.leftOut(),
  }
}

/** What of somebody's work goes on: who, how urgent, how thoroughly checked, and by when. */
function carried(work: Tracker, { keep_people, shift_days }: Wanted, people: People): Partial<Tracker> {
  const plan = {
    due_date: work.due_date === null ? null : addDays(work.due_date, shift_days),
    priority: work.priority,
    qc_level: work.qc_level,
    unblinded_flag: work.unblinded_flag,
  }
  if (!keep_people) return plan
  const assigned = {
    ...plan,
    production_programmer_id: people.active(work, 'production_programmer_id'),
    qc_programmer_id: people.active(work, 'qc_programmer_id'),
  }
  const untouched = { production_status: 'not_started', qc_status: 'not_started', qc_completion_date: null } as const
  const [breach] = breachesOf({ ...assigned, ...untouched, in_production_flag: false })
  if (!breach) return assigned
  // A row that breaks a rule would stop the whole under a strict policy, and be marked at once under the other.
  people.refuse(
    work,
    breach.field === 'qc_programmer_id' ? 'qc_programmer_id' : 'production_programmer_id',
    breach.message,
  )
  return breach.field === 'qc_programmer_id'
    ? { ...assigned, qc_programmer_id: null }
    : { ...assigned, production_programmer_id: null }
}

type People = ReturnType<typeof createPeople>

function createPeople(tx: Transaction) {
  const byId = new Map(tx.rows(user, 'TRUE').map((row) => [row.id, row]))
  const left = new Map<string, RolledForward['people_left_out'][number]>()

  function refuse(work: Tracker, field: Person, reason: string): void {
    const name = byId.get(work[field]!)?.username ?? ''
    const known = left.get(name + reason) ?? { name, rows: 0, reason }
    left.set(name + reason, { ...known, rows: known.rows + 1 })
  }
  return {
    refuse,
    active(work: Tracker, field: Person): number | null {
      const id = work[field]
      if (id === null || byId.get(id)?.is_active) return id
      refuse(work, field, 'The account is not active.')
      return null
    },
    leftOut: () => [...left.values()],
  }
}

const pathOf = (tx: Transaction, id: number) => {
  const { study_label, database_release_label_full, database_release_label } = viewEffort(
    tx.db,
    tx.get(reportingEffort, id),
  )
  return `${study_label} / ${database_release_label_full} / ${database_release_label}`
}

/** Threads that are not resolved go on under the names of their writers; each says where and when it was written. */
function carryComments(
  tx: Transaction,
  effortId: number,
  successors: ReadonlyMap<number, number>,
  from: string,
): number {
  const made = new Map<number, number>()
  for (const row of tx.rows(comment, `${onEffort} ORDER BY id`, effortId)) {
    const { id, tracker_id, user_id, parent_comment_id, comment_type, comment_text, is_resolved, created_at } = row
    const isGoingOn = parent_comment_id === null ? !is_resolved : made.has(parent_comment_id)
    if (!isGoingOn) continue
    const copy = tx.insert(comment, {
      tracker_id: successors.get(tracker_id)!,
      user_id,
      parent_comment_id: parent_comment_id === null ? null : made.get(parent_comment_id)!,
      comment_text: `${comment_text}\n\n(Carried over from ${from}, written ${created_at.slice(0, 10)}.)`,
      comment_type,
    })
    made.set(id, copy.id)
  }
  return made.size
}
