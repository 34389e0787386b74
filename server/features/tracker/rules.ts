// What holds for every tracker row: who is assigned exists and is active, changes of status bring their effects, and no new
// breach of the workflow gets in while the workspace's policy is strict. Under a permissive policy a breach is stored; the
// row's views mark it.
import type { Rules } from '../../store/rules.ts'
import { newBreaches, effectsOf } from '../../../shared/domain/workflow.ts'
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { tracker, type Tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import { WORKSPACE_ID, workspace } from '../../../shared/entities/workspace.ts'
import { type WorkflowPolicy } from '../../../shared/domain/workflow-policy.ts'
import { AppError } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import type { Transaction } from '../../store/store.ts'
import { unresolvedCount } from '../comments/index.ts'
import type { FeatureOptions } from '../handler.ts'
import { concernsOfTracker } from './concerns.ts'

/** A row before the table has filled in its defaults. */
const untouched: Pick<
  Tracker,
  | 'production_programmer_id'
  | 'qc_programmer_id'
  | 'production_status'
  | 'qc_status'
  | 'due_date'
  | 'qc_completion_date'
  | 'priority'
  | 'in_production_flag'
> = {
  production_programmer_id: null,
  qc_programmer_id: null,
  production_status: 'not_started',
  qc_status: 'not_started',
  due_date: null,
  qc_completion_date: null,
  priority: 'medium',
  in_production_flag: false,
}

/** The rules of tracker rows; `options.policy` overrides what the workspace says. */
export function trackerRules(options: FeatureOptions): Rules {
  return rulesFor<typeof tracker>({
    entity: tracker,
    check(tx, { before, after, exact }) {
      const state = { ...untouched, ...withoutUndefined(after) }
      for (const field of ['production_programmer_id', 'qc_programmer_id'] as const) {
        if (state[field] !== null && state[field] !== before?.[field]) expectAssignable(tx, field, state[field])
      }
      const effects = exact ? {} : effectsOf(before, state, tx.at.slice(0, 10))
      const breaches = newBreaches(before, { ...state, ...effects })
      if (breaches.length > 0 && policyOf(tx, options) === 'strict') {
        throw new AppError('invalid', breaches.map(({ message }) => message).join(' '), { breaches })
      }
      return effects
    },
    context(tx, { action, before, after }) {
      if (action === 'create') return { unresolved_comment_count: 0 }
      const row = (after ?? before)!
      const unresolved_comment_count = unresolvedCount(tx.db, row.id)
      if (action === 'update') return { unresolved_comment_count }
      const item = tx.find(reportingEffortItem, row.reporting_effort_item_id)
      return {
        unresolved_comment_count,
        item_code: item?.item_code,
        item_type: item?.item_type,
        effort_id: item?.reporting_effort_id,
      }
    },
    concerns: (_tx, { before, after }) => concernsOfTracker(before, after),
  })
}

const withoutUndefined = (row: Tracker) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Tracker

function policyOf(tx: Transaction, options: FeatureOptions): WorkflowPolicy {
  return options.policy ?? tx.find(workspace, WORKSPACE_ID)?.workflow_policy ?? 'strict'
}

function expectAssignable(tx: Transaction, field: string, id: number): void {
  const person = tx.find(user, id)
  if (!person) throw new AppError('invalid', `${field}: there is no user with id ${id}. Choose an existing user.`)
  if (person.is_active) return
  throw new AppError(
    'invalid',
    `${field}: the account of ${person.username} is not active. Choose somebody else, or activate the account first.`,
  )
}
