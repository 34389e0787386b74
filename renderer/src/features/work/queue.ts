// The queue of one person as it is shown: each row with the person's sides of it, what can be done next, and how urgent it
// is. Pure.
import { movesOf, type Move, type WorkLine } from '../../../../shared/actions/work.ts'
import { programmerColumn, trackerRoles, type TrackerRole } from '../../../../shared/domain/workflow.ts'
import { dueOf, type DueState } from '../tracker/due.ts'

export interface QueueRow {
  /** The tracker row's id. */
  id: number
  line: WorkLine
  roles: TrackerRole[]
  /** What the person can do next, each with the side it belongs to. */
  moves: { move: Move; role: TrackerRole }[]
  urgency: DueState
}

/** The key of each move; listed in commands/bindings.ts. */
export const moveKeys: Readonly<Record<string, Move>> = { s: 'start', c: 'complete', q: 'check', p: 'pass', f: 'fail' }

/** The rows of that person's queue in the order in which they came: the next due first. */
export function queueOf(lines: readonly WorkLine[], userId: number, today: string): QueueRow[] {
  return lines.map((line) => {
    const roles = trackerRoles.filter((role) => line[programmerColumn[role]] === userId)
    const moves = roles.flatMap((role) => movesOf(line, role).map((move) => ({ move, role })))
    return { id: line.id, line, roles, moves, urgency: dueOf(line, today).state }
  })
}

/** Which rows are shown: all, those that wait for the person, one side, or one urgency. */
export const queueFilters = ['all', 'ready', 'production', 'qc', 'overdue', 'soon'] as const
export type QueueFilter = (typeof queueFilters)[number]

const tests: Record<QueueFilter, (row: QueueRow) => boolean> = {
  all: () => true,
  ready: (row) => row.moves.length > 0,
  production: (row) => row.roles.includes('production') && row.line.production_status !== 'completed',
  qc: (row) => row.moves.some(({ role }) => role === 'qc'),
  overdue: (row) => row.urgency === 'overdue',
  soon: (row) => row.urgency === 'soon',
}
export const filterQueue = (rows: readonly QueueRow[], filter: QueueFilter) => rows.filter(tests[filter])
