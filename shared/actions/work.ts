// The open work of one person over all efforts: what the window's queue shows.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import type { TrackerRole } from '../domain/workflow.ts'
import type { Tracker } from '../entities/tracker.ts'
import { wholeNumber } from '../fields.ts'

export const listOpenWork = defineAction({
  method: 'GET',
  path: '/work',
  summary: 'List: tracker rows on which a person has something to do, in every effort, with what they are and where',
  policy: 'viewer',
  query: z.object({ user_id: wholeNumber }),
})

/** A tracker row that is not finished, and where it stands. */
export interface WorkLine extends Tracker {
  item_code: string
  item_type: string
  item_subtype: string
  /** Title of an output, label of a dataset. */
  title: string
  reporting_effort_id: number
  reporting_effort_label: string
  database_release_label: string
  study_label: string
  unresolved_comment_count: number
}

/** The next thing that one side can do with a row, by one key. */
export type Move = 'start' | 'complete' | 'check' | 'pass' | 'fail'

type Statuses = Pick<Tracker, 'production_status' | 'qc_status'>

/** What that side can do next; nothing while it waits for the other side (TRK-33, TRK-35). */
export function movesOf({ production_status, qc_status }: Statuses, role: TrackerRole): Move[] {
  if (role === 'production') {
    if (production_status === 'not_started' || production_status === 'on_hold') return ['start']
    return production_status === 'in_progress' ? ['complete'] : []
  }
  if (production_status !== 'completed') return []
  if (qc_status === 'in_progress') return ['pass', 'fail']
  return qc_status === 'completed' ? [] : ['check']
}

/** The columns that a move sets. */
export const moveColumns: Readonly<Record<Move, Partial<Statuses>>> = {
  start: { production_status: 'in_progress' },
  complete: { production_status: 'completed' },
  check: { qc_status: 'in_progress' },
  pass: { qc_status: 'completed' },
  fail: { qc_status: 'failed' },
}
