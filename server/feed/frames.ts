// From a change to the event of the catalogue: a pure function, so a live frame and a replayed one are the same text.
// The rule is `<event>_<created|updated|deleted>` with the row; every exception stands in the table below it.
import type { Change } from '../../shared/changes.ts'
import { findEntity } from '../../shared/entities/index.ts'
import type { ChangeFrame } from '../../shared/events.ts'

interface Event {
  type: string
  data: Record<string, unknown>
}
type Row = Record<string, unknown>

const past = { create: 'created', update: 'updated', delete: 'deleted' } as const

/** Columns of the row that are ours alone and stay out of `data`. */
const withoutVersion = ({ version: _version, ...row }: Row): Row => row

const only = (row: Row, ...keys: string[]): Row => Object.fromEntries(keys.map((key) => [key, row[key]]))

/** Both spellings of the catalogue and of the REST shapes: `primary_*` in capitals beside `production_*` (protocol 0.1, D1). */
const trackerData = (row: Row, context: Row): Row => ({
  ...withoutVersion(row),
  primary_programmer_id: row.production_programmer_id,
  primary_status: String(row.production_status).toUpperCase(),
  unresolved_comment_count: context.unresolved_comment_count ?? 0,
})

const commentData = (row: Row, context: Row): Row => ({
  ...withoutVersion(row),
  username: context.username ?? null,
  resolved_by_username: context.resolved_by_username ?? null,
  is_parent_comment: row.parent_comment_id === null,
})

/** What deviates from the rule, by entity; undefined falls back to it. Facts: websocket-events, protocol 3.5. */
const exceptions: Record<string, (change: Change, row: Row, context: Row) => Event | undefined> = {
  studies: ({ action }, row) => (action === 'delete' ? { type: 'study_deleted', data: only(row, 'id') } : undefined),
  database_releases: ({ action }, row) =>
    action === 'delete' ? { type: 'database_release_deleted', data: only(row, 'id') } : undefined,
  reporting_efforts: ({ action }, row) =>
    action === 'delete' ? { type: 'reporting_effort_deleted', data: only(row, 'id') } : undefined,
  packages: ({ action }, row) =>
    action === 'delete' ? { type: 'package_deleted', data: only(row, 'id', 'package_name') } : undefined,
  package_items: ({ action }, row) =>
    action === 'delete' ? { type: 'package_item_deleted', data: only(row, 'id', 'item_code') } : undefined,
  reporting_effort_items: ({ action }, row) =>
    action === 'delete' ? { type: 'reporting_effort_item_deleted', data: only(row, 'id', 'item_code') } : undefined,
  text_elements: ({ action }, row) => ({
    type: `text_element_${past[action]}`,
    data: {
      ...(action === 'delete' ? only(row, 'id', 'label') : withoutVersion(row)),
      type: String(row.type).toUpperCase(),
    },
  }),
  // Who came in and who was refused is read in the audit trail, by administrators; everybody else learns that it has grown.
  audit_events: (_change, row) => ({ type: 'audit_event_created', data: only(row, 'id') }),
  users: ({ action }, row) => ({
    type: `user_${past[action]}`,
    data:
      action === 'delete'
        ? only(row, 'id', 'username')
        : only(row, 'id', 'username', 'role', 'department', 'created_at', 'updated_at'),
  }),
  tracker_item_tags: ({ action }, row) => ({
    type: action === 'delete' ? 'tracker_tag_unassigned' : 'tracker_tag_assigned',
    data: withoutVersion(row),
  }),
  reporting_effort_item_tracker({ action, actor_id, actor_name, at }, row, context) {
    if (action === 'delete') {
      return {
        type: 'reporting_effort_tracker_deleted',
        data: {
          tracker: trackerData(row, context),
          deleted_at: at,
          deleted_by: { user_id: actor_id, username: actor_name },
          item: only(context, 'item_code', 'item_type', 'effort_id'),
        },
      }
    }
    if (context.assignment_type) {
      return {
        type: 'tracker_assignment_updated',
        data: {
          tracker: trackerData(row, context),
          assignment_type: context.assignment_type,
          programmer_id: context.programmer_id ?? null,
        },
      }
    }
    return { type: `reporting_effort_tracker_${past[action]}`, data: trackerData(row, context) }
  },
  tracker_comments({ action }, row, context) {
    const { tracker_id, id, parent_comment_id } = row
    const { unresolved_count } = context
    if (action === 'delete') return { type: 'comment_deleted', data: { id, tracker_id, unresolved_count } }
    const data = commentData(row, context)
    if (action === 'create' && parent_comment_id === null) {
      return { type: 'comment_created', data: { tracker_id, comment: data, unresolved_count } }
    }
    if (action === 'create') {
      return { type: 'comment_replied', data: { tracker_id, parent_comment_id, reply: data, unresolved_count } }
    }
    if (context.resolved) return { type: 'comment_resolved', data: { tracker_id, comment_id: id, unresolved_count } }
    return { type: 'comment_updated', data: { ...data, unresolved_count } }
  },
}

function eventOf(change: Change): Event {
  const row = (change.after ?? change.before)!
  const context = change.context ?? {}
  const exception = exceptions[change.entity]?.(change, row, context)
  if (exception) return exception
  const prefix = findEntity(change.entity)?.event ?? change.entity
  return { type: `${prefix}_${past[change.action]}`, data: withoutVersion(row) }
}

/** Entities of which a frame shows neither the row nor who wrote it. */
const confidential: ReadonlySet<string> = new Set(['audit_events'])
const nobody = { id: null, name: '' }

/** The frame of one change; `last` says that its transaction ends with it. */
export function toFrame(change: Change, last: boolean): ChangeFrame {
  const isHidden = confidential.has(change.entity)
  return {
    ...eventOf(change),
    timestamp: change.at,
    seq: change.seq,
    last,
    change: {
      entity: change.entity,
      id: change.row_id,
      action: change.action,
      version: change.version,
      row: isHidden ? null : change.after,
      actor: isHidden ? nobody : { id: change.actor_id, name: change.actor_name },
    },
  }
}

/** The frames of consecutive changes. The last of them always ends a transaction: a log is cut only between transactions. */
export function toFrames(changes: readonly Change[]): ChangeFrame[] {
  return changes.map((change, index) => toFrame(change, changes[index + 1]?.tx !== change.tx))
}

/** What the log calls the subject of an event, e.g. `Broadcasting package_item_created: T-14.1.1`. */
export function labelOf(change: Change): string {
  const row = (change.after ?? change.before)!
  if (confidential.has(change.entity)) return `${change.entity} ${change.row_id}`
  const name =
    row.study_label ?? row.database_release_label ?? row.package_name ?? row.item_code ?? row.username ?? row.name
  return typeof name === 'string' ? name : `${change.entity} ${change.row_id}`
}
