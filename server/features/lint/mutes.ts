// What holds for muted findings: they belong to an item that is there, each rule is muted once for it, and they go with it.
import { lintMute } from '../../../shared/entities/lint-mute.ts'
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import type { Transaction } from '../../store/store.ts'

export const lintMuteRules = rulesFor<typeof lintMute>({
  entity: lintMute,
  check(tx, { before, after }) {
    if (before) return
    const { reporting_effort_item_id: itemId, rule } = after
    if (!tx.find(reportingEffortItem, itemId)) throw notFound(reportingEffortItem.label)
    if (tx.rows(lintMute, 'reporting_effort_item_id = ? AND rule = ?', itemId, rule).length > 0) {
      throw new AppError('invalid', `The check '${rule}' is muted for this item already.`)
    }
  },
})

export function removeMutesOf(tx: Transaction, itemId: number): void {
  for (const { id } of tx.rows(lintMute, 'reporting_effort_item_id = ?', itemId)) tx.remove(lintMute, id)
}
