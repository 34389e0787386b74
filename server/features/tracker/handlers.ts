// Answers the actions on tracker rows.
import {
  assignProgrammer,
  bulkAssign,
  bulkSet,
  bulkStatusUpdate,
  exportTrackers,
  importTrackers,
  listByProgrammer,
  listInBulk,
  trackerByItem,
  unassignProgrammer,
  workloadOf,
  workloadSummary,
} from '../../../shared/actions/tracker.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { user, type User } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import { readRow, readRows } from '../../store/rows.ts'
import { reads, writes, type Handler, type ReadContext } from '../handler.ts'
import { refuseField } from '../refusals.ts'
import { assign, roleNamed, unassign } from './assign.ts'
import { bulkAssignment, bulkStatus } from './bulk.ts'
import { setEach } from './bulk-set.ts'
import { exportRows, importRows } from './exchange.ts'
import { listTrackersInBulk, listTrackersOfProgrammer, showTracker, trackerOut } from './views.ts'
import { summarizeWorkload, workloadOfProgrammer } from './workload.ts'

const missing = (...loc: string[]) => refuseField(loc, 'Field required', 'missing')

function programmerOf(db: ReadContext['db'], id: number): User {
  const person = readRow(db, user, id)
  if (!person) throw new AppError('not_found', 'Programmer not found')
  return person
}

export const trackerHandlers: readonly Handler[] = [
  writes(assignProgrammer, (tx, { params, body }) => {
    const role = body.role ?? body.assignment_type
    const userId = body.user_id ?? body.programmer_id
    if (userId === undefined) throw missing('body', 'user_id')
    if (role === undefined) throw missing('body', 'role')
    return trackerOut(tx.db, assign(tx, params.tracker_id, roleNamed(role), userId, { version: body.version }))
  }),
  writes(unassignProgrammer, (tx, { params, query, body }) => {
    const role = query.role ?? query.assignment_type ?? body?.role ?? body?.assignment_type
    if (role === undefined) throw missing('query', 'role')
    return trackerOut(tx.db, unassign(tx, params.tracker_id, roleNamed(role), { version: body?.version }))
  }),
  writes(bulkAssign, (tx, { body }) => bulkAssignment(tx, body)),
  writes(bulkStatusUpdate, (tx, { body }) => bulkStatus(tx, body)),
  writes(bulkSet, (tx, { body }) => setEach(tx, body.rows)),
  reads(workloadSummary, ({ db }, { query }) => summarizeWorkload(db, query.user_id)),
  reads(workloadOf, ({ db }, { params }) => workloadOfProgrammer(db, programmerOf(db, params.programmer_id))),
  reads(listByProgrammer, ({ db }, { params, query }) => {
    const { id } = programmerOf(db, params.programmer_id)
    return listTrackersOfProgrammer(db, id, roleNamed(query.role))
  }),
  reads(trackerByItem, ({ db }, { params }) => {
    const row = readRows(db, tracker, 'reporting_effort_item_id = ?', params.item_id)[0]
    if (!row) throw new AppError('not_found', 'Tracker not found for this item')
    return showTracker(db, row)
  }),
  reads(listInBulk, ({ db }, { params }) => listTrackersInBulk(db, params.reporting_effort_id)),
  reads(exportTrackers, ({ db }, { params, query }) => {
    const rows = exportRows(db, params.reporting_effort_id)
    if (query.format === 'excel') {
      const note = 'The rows are given as data; the desktop app writes them to a workbook.'
      return { format: 'excel_not_implemented', note, data: rows }
    }
    const { reporting_effort_id } = params
    return { reporting_effort_id, export_date: new Date().toISOString(), total_items: rows.length, trackers: rows }
  }),
  writes(importTrackers, (tx, { params, query, body }) =>
    importRows(tx, params.reporting_effort_id, body, query.update_existing),
  ),
]
