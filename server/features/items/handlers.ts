// Answers the actions on items of reporting efforts.
import {
  bulkEffortDatasets,
  bulkEffortTlfs,
  copiesFromEffort,
  copiesFromPackage,
  countItems,
  createItemInEffort,
  listItemsByEffort,
} from '../../../shared/actions/items.ts'
import { itemPackage } from '../../../shared/entities/package.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import type { Entity } from '../../../shared/entity.ts'
import { notFound } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { readRow } from '../../store/rows.ts'
import type { Transaction } from '../../store/store.ts'
import { reads, writes, type Handler } from '../handler.ts'
import { bulkIntoEffort } from './bulk.ts'
import { copyItems } from './copy.ts'
import { insertEffortItem, listEffortItems, viewEffortItem } from './effort-items.ts'

export const itemHandlers: readonly Handler[] = [
  reads(countItems, ({ db }) => prepared(db, 'SELECT count(*) AS count FROM reporting_effort_items').get()),
  reads(listItemsByEffort, ({ db }, { params }) => {
    if (!readRow(db, reportingEffort, params.reporting_effort_id)) throw notFound(reportingEffort.label)
    return listEffortItems(db, params.reporting_effort_id)
  }),
  writes(createItemInEffort, (tx, { params, body }) => {
    const { id } = tx.get(reportingEffort, params.reporting_effort_id)
    return viewEffortItem(tx.db, insertEffortItem(tx, id, body).item)
  }),
  writes(bulkEffortTlfs, (tx, { params, body }) => bulkIntoEffort(tx, params.reporting_effort_id, 'TLF', body)),
  writes(bulkEffortDatasets, (tx, { params, body }) => bulkIntoEffort(tx, params.reporting_effort_id, 'Dataset', body)),
  ...copiesFromPackage.map(({ action, type }) =>
    writes(action, (tx, { params, body }) => {
      const targetId = idOf(tx, reportingEffort, params.reporting_effort_id, 'Reporting effort')
      const sourceId = idOf(tx, itemPackage, body.package_id, 'Source package')
      return copyItems(tx, { targetId, source: { type: 'package', id: sourceId }, type, ids: body.item_ids })
    }),
  ),
  ...copiesFromEffort.map(({ action, type }) =>
    writes(action, (tx, { params, body }) => {
      const targetId = idOf(tx, reportingEffort, params.reporting_effort_id, 'Target reporting effort')
      const sourceId = idOf(tx, reportingEffort, body.source_reporting_effort_id, 'Source reporting effort')
      return copyItems(tx, { targetId, source: { type: 'reporting_effort', id: sourceId }, type, ids: body.item_ids })
    }),
  ),
]

/** The id, once it is known to exist; `name` is what a refusal calls the row. */
function idOf(tx: Transaction, entity: Entity, id: number, name: string): number {
  if (!tx.find(entity, id)) throw notFound(name)
  return id
}
