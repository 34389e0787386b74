// The rules of the tracker's workflow (TRK-30 to TRK-36), as pure functions that the server obeys and the window explains.
// Whether a breach is refused or only marked is the workspace's policy and not decided here. That on hold belongs to
// production and failed to QC (TRK-36) is held by the two lists of statuses themselves, in entities/tracker.ts.
import type { Priority, ProductionStatus, QcStatus } from '../entities/tracker.ts'

/** The part of a tracker row that the rules read. */
export interface WorkflowState {
  production_programmer_id: number | null
  qc_programmer_id: number | null
  production_status: ProductionStatus
  qc_status: QcStatus
  /** `YYYY-MM-DD` */
  due_date: string | null
  /** `YYYY-MM-DD` */
  qc_completion_date: string | null
  priority: Priority | null
  in_production_flag: boolean
}

/** What a change of status brings with it. */
export type Effects = Partial<Pick<WorkflowState, 'production_status' | 'qc_completion_date'>>
/** A change of person, and of the status that goes with it. */
export type Assignment = Partial<
  Pick<WorkflowState, 'production_programmer_id' | 'qc_programmer_id' | 'production_status' | 'qc_status'>
>

export type WorkflowRule = 'TRK-30' | 'TRK-31' | 'TRK-32' | 'TRK-33' | 'TRK-35'
export interface Breach {
  rule: WorkflowRule
  field: keyof WorkflowState
  /** A full sentence with the remedy. */
  message: string
}

/** The two sides of the work: who makes it and who checks it. */
export const trackerRoles = ['production', 'qc'] as const
export type TrackerRole = (typeof trackerRoles)[number]
/** The columns of each side: who does it, and how far it is. */
export const programmerColumn = { production: 'production_programmer_id', qc: 'qc_programmer_id' } as const
export const statusColumn = { production: 'production_status', qc: 'qc_status' } as const

interface Rule extends Breach {
  isBroken(state: WorkflowState): boolean
}

const rules: readonly Rule[] = [
  {
    rule: 'TRK-30',
    field: 'due_date',
    message: 'A production programmer needs a due date: set the due date as well.',
    isBroken: (state) => state.production_programmer_id !== null && state.due_date === null,
  },
  {
    rule: 'TRK-30',
    field: 'priority',
    message: 'A production programmer needs a priority: set the priority as well.',
    isBroken: (state) => state.production_programmer_id !== null && state.priority === null,
  },
  {
    rule: 'TRK-31',
    field: 'in_production_flag',
    message:
      'Only an item whose QC is completed can be in production: complete QC first, or take it out of production.',
    isBroken: (state) => state.in_production_flag && state.qc_status !== 'completed',
  },
  {
    rule: 'TRK-32',
    field: 'qc_programmer_id',
    message: 'The QC programmer must be somebody else than the production programmer: choose another person.',
    isBroken: (state) =>
      state.production_programmer_id !== null && state.production_programmer_id === state.qc_programmer_id,
  },
  {
    rule: 'TRK-33',
    field: 'production_status',
    message: 'Without a production programmer, production is not started: assign somebody, or set it to not started.',
    isBroken: (state) => state.production_programmer_id === null && state.production_status !== 'not_started',
  },
  {
    rule: 'TRK-33',
    field: 'qc_status',
    message: 'Without a QC programmer, QC is not started: assign somebody, or set it to not started.',
    isBroken: (state) => state.qc_programmer_id === null && state.qc_status !== 'not_started',
  },
  {
    rule: 'TRK-35',
    field: 'qc_status',
    message: 'QC can start only when production is completed: complete production first, or set QC to not started.',
    isBroken: qcIsAhead,
  },
]

/** A failed QC sends production back, so production under way is fine then; production not begun never is. */
function qcIsAhead({ production_status, qc_status }: WorkflowState): boolean {
  if (qc_status === 'not_started') return false
  return qc_status === 'failed' ? production_status === 'not_started' : production_status !== 'completed'
}

/** Every rule that the state breaks, in the order of the rules. */
export function breachesOf(state: WorkflowState): Breach[] {
  return rules.filter(({ isBroken }) => isBroken(state)).map(({ rule, field, message }) => ({ rule, field, message }))
}

/** The breaches of `after` that `before` did not have; all of them for a row that is new. */
export function newBreaches(before: WorkflowState | null, after: WorkflowState): Breach[] {
  return rules
    .filter(({ isBroken }) => isBroken(after) && !(before && isBroken(before)))
    .map(({ rule, field, message }) => ({ rule, field, message }))
}

/** The ids of the broken rules, each once, e.g. `['TRK-30', 'TRK-33']`. */
export function brokenRules(state: WorkflowState): WorkflowRule[] {
  return [...new Set(rules.filter(({ isBroken }) => isBroken(state)).map(({ rule }) => rule))]
}

/**
 * What a change of status brings with it, unless the same change sets that field itself: a passed QC is dated `today`
 * (`YYYY-MM-DD`), the date goes when the pass is taken back, and a failed QC returns the item to its programmer.
 */
export function effectsOf(before: WorkflowState | null, after: WorkflowState, today: string): Effects {
  const effects: Effects = {}
  const was = before?.qc_status
  if (was === after.qc_status) return effects
  if (after.qc_status === 'completed' && after.qc_completion_date === null) effects.qc_completion_date = today
  if (was === 'completed' && after.qc_completion_date === before?.qc_completion_date) effects.qc_completion_date = null
  const staysCompleted = before?.production_status === 'completed' && after.production_status === 'completed'
  if (after.qc_status === 'failed' && staysCompleted) effects.production_status = 'in_progress'
  return effects
}

/**
 * What assigning somebody, or nobody (null), to one side of the work changes: the person, and how far that side is
 * (TRK-34, protocol 5.3). QC starts by assignment only when there is something complete to check.
 */
export function assignmentOf(state: WorkflowState, role: TrackerRole, programmerId: number | null): Assignment {
  const { production_status, qc_status } = state
  if (role === 'production') {
    const patch = { production_programmer_id: programmerId }
    if (programmerId !== null && production_status === 'not_started')
      return { ...patch, production_status: 'in_progress' }
    if (programmerId === null && production_status === 'in_progress')
      return { ...patch, production_status: 'not_started' }
    return patch
  }
  const patch = { qc_programmer_id: programmerId }
  const isWaiting = qc_status === 'not_started' && production_status === 'completed'
  const isUndecided = qc_status === 'in_progress' || qc_status === 'failed'
  if (programmerId !== null && isWaiting) return { ...patch, qc_status: 'in_progress' }
  if (programmerId === null && isUndecided) return { ...patch, qc_status: 'not_started' }
  return patch
}

/** The first rule that the change would break, with what it brings along; undefined when it breaks none. */
export function breachBy(before: WorkflowState, patch: Partial<WorkflowState>, today: string): Breach | undefined {
  const after = { ...before, ...patch }
  return newBreaches(before, { ...after, ...effectsOf(before, after, today) })[0]
}
