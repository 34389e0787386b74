// Items of reporting efforts (protocol 2.10). Their list is wrapped, the only one that is (protocol 6.5, N2).
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import {
  insertEffortItem,
  removeEffortItem,
  updateEffortItem,
  viewEffortItem,
} from '../../features/items/effort-items.ts'
import { effortFamily } from '../../features/items/family.ts'
import { listItems } from '../../features/items/views.ts'
import { resourceFor } from '../resource.ts'

export const itemResource = resourceFor<typeof reportingEffortItem>({
  entity: reportingEffortItem,
  path: '/reporting-effort-items',
  idName: 'item_id',
  policies: { read: 'viewer', create: 'editor', update: 'editor', remove: 'admin' },
  removed: 'row',
  view: viewEffortItem,
  list(db, page) {
    const items = listItems(db, effortFamily, page)
    return { items, count: items.length }
  },
  create(tx, values) {
    const { id } = tx.get(reportingEffort, values.reporting_effort_id)
    return insertEffortItem(tx, id, values).item
  },
  update: updateEffortItem,
  remove: removeEffortItem,
})
