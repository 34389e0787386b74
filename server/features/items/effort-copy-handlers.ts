// Answers the actions on whole reporting efforts: comparing, taking over, rolling forward, saving as a package.
import * as contract from '../../../shared/actions/effort-copies.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { reads, writes, type Handler } from '../handler.ts'
import { applyChosen } from './apply-differences.ts'
import { compareItems } from './compare.ts'
import { effortFamily, packageFamily } from './family.ts'
import { rollEffortForward } from './roll-forward.ts'
import { contentsOf, listItems } from './views.ts'
import { insertItem } from './write.ts'

export const effortCopyHandlers: readonly Handler[] = [
  reads(contract.compareEffort, ({ db }, { params, query }) => compareItems(db, params.reporting_effort_id, query)),
  writes(contract.applyDifferences, (tx, { params, body }) => applyChosen(tx, params.reporting_effort_id, body)),
  writes(contract.rollForward, (tx, { params, body }) => rollEffortForward(tx, params.reporting_effort_id, body)),
  writes(contract.saveAsPackage, (tx, { params, body }) => {
    const { id } = tx.get(reportingEffort, params.reporting_effort_id)
    const made = tx.insert(itemPackage, { package_name: body.package_name })
    const chosen = new Set(body.item_ids)
    const items = listItems(tx.db, effortFamily, { ownerId: id }).filter(
      (item) => chosen.size === 0 || chosen.has(item.id),
    )
    for (const item of items) insertItem(tx, packageFamily, made.id, contentsOf(item))
    return { package: made, created_count: items.length }
  }),
]
