// Which changes concern this person, and what waits for them: pure rules over tracker rows, so that a notification and the
// number on the icon never disagree about what is mine.
import type { Comment } from '../../../shared/entities/comment.ts'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import type { FrameChange } from '../../../shared/events.ts'

/** A tracker row on which this person works, with the item it belongs to. */
export interface MyTracker extends Tracker {
  item_code: string
  item_type: string
  item_subtype: string
  reporting_effort_id: number
}

type Shared = Pick<Tracker, 'production_programmer_id' | 'qc_programmer_id'>
export const isMine = (row: Shared, me: number) => row.production_programmer_id === me || row.qc_programmer_id === me

/** Something of `row` waits for me: rework after a failed QC, or my part is not done and its day has passed. */
export function waitsForMe(row: Tracker, me: number, today: string): boolean {
  const overdue = row.due_date !== null && row.due_date < today
  if (row.production_programmer_id === me) {
    if (row.qc_status === 'failed') return true
    if (row.production_status !== 'completed' && overdue) return true
  }
  const readyForQc = row.production_status === 'completed'
  const checking = row.qc_status === 'not_started' || row.qc_status === 'in_progress'
  return row.qc_programmer_id === me && readyForQc && checking && overdue
}

/** My part of `row` is not done and falls due on that day. */
export function isDueOn(row: Tracker, me: number, day: string): boolean {
  if (row.due_date !== day) return false
  const toProduce = row.production_programmer_id === me && row.production_status !== 'completed'
  const toCheck = row.qc_programmer_id === me && row.qc_status !== 'completed'
  return toProduce || toCheck
}

export type Concern =
  | { kind: 'assigned'; tracker: number }
  | { kind: 'qc_failed'; tracker: number }
  | { kind: 'mentioned'; tracker: number; by: string; text: string; named: boolean }

export interface Mine {
  id: number
  username: string
  trackers: ReadonlyMap<number, Tracker>
  /** Whether I wrote the comment with that id, as far as this window knows. */
  wrote: (comment: number) => boolean
}

/** `@name` on its own, not as the beginning of a longer name or the end of an address. */
function names(text: string, username: string): boolean {
  const searched = text.toLowerCase()
  const name = `@${username.toLowerCase()}`
  for (let at = searched.indexOf(name); at !== -1; at = searched.indexOf(name, at + 1)) {
    const before = searched[at - 1] ?? ' '
    const after = searched.slice(at + name.length)
    if (!/[\w.]/.test(before) && !/^([\w-]|\.\w)/.test(after)) return true
  }
  return false
}

/** What a change of somebody else means for me; null for one of my own, and for what does not concern me. */
export function concernOf({ entity, id, action, row, actor }: FrameChange, me: Mine): Concern | null {
  if (row === null || actor.id === me.id) return null
  if (entity === 'reporting_effort_item_tracker') {
    const now = row as unknown as Tracker
    const before = me.trackers.get(id)
    const newly = (role: keyof Shared) => now[role] === me.id && before?.[role] !== me.id
    if (newly('production_programmer_id') || newly('qc_programmer_id')) return { kind: 'assigned', tracker: id }
    const failed = now.qc_status === 'failed' && before?.qc_status !== 'failed'
    return failed && now.production_programmer_id === me.id ? { kind: 'qc_failed', tracker: id } : null
  }
  if (entity === 'tracker_comments' && action === 'create') {
    const { tracker_id, comment_text, parent_comment_id } = row as unknown as Comment
    const named = names(comment_text, me.username)
    const answered = parent_comment_id !== null && me.wrote(parent_comment_id)
    if (!named && !answered && !me.trackers.has(tracker_id)) return null
    return { kind: 'mentioned', tracker: tracker_id, by: actor.name, text: comment_text, named }
  }
  return null
}
