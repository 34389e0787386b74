// Mends what a check finds. It is looked for again inside the transaction: what is right by now is left alone.
import type { z } from 'zod'
import type { fixedFindings } from '../../../shared/actions/lint.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Fix } from '../../../shared/lint/finding.ts'
import { createLinter, ruleOf } from '../../../shared/lint/lint.ts'
import type { Transaction } from '../../store/store.ts'
import { updateEffortItem } from '../items/effort-items.ts'
import { readLintEffort } from './read-effort.ts'

type Fixed = z.infer<typeof fixedFindings>

/** @throws AppError `not_found` for an unknown effort, `invalid` for an unknown rule */
export function fixFindings(tx: Transaction, effortId: number, ruleId: string, itemIds: readonly number[]): Fixed {
  const rule = ruleOf(ruleId)
  if (!rule) throw new AppError('invalid', `There is no check '${ruleId}'.`)
  const effort = readLintEffort(tx.db, tx.get(reportingEffort, effortId), tx.at.slice(0, 10))
  const chosen = new Set(itemIds)
  const codes = new Map(effort.items.map(({ id, code }) => [id, code]))
  const result: Fixed = { fixed: 0, refused: [] }
  for (const { item_id, fix } of createLinter(effort, [rule])(0, effort.items.length)) {
    if (!chosen.has(item_id)) continue
    const reason = fix ? attempt(tx, item_id, effort.trackers.get(item_id), fix) : 'This has to be mended by hand.'
    if (reason === null) result.fixed += 1
    else result.refused.push({ item_code: codes.get(item_id)!, reason })
  }
  return result
}

/** Why it could not be mended, in a sentence; null when it was. */
function attempt(tx: Transaction, itemId: number, trackerId: number | undefined, { on, patch }: Fix): string | null {
  try {
    tx.attempt(() => {
      if (on === 'item') updateEffortItem(tx, itemId, patch)
      else if (trackerId !== undefined) tx.update(tracker, trackerId, patch)
    })
    return null
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
