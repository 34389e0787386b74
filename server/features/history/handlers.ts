// Answers what happened to an item.
import { listItemHistory } from '../../../shared/actions/history.ts'
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { notFound } from '../../../shared/errors.ts'
import { readRow } from '../../store/rows.ts'
import { reads } from '../handler.ts'
import { historyOf } from './entries.ts'

export const historyHandlers = [
  reads(listItemHistory, ({ db }, { params }) => {
    if (!readRow(db, reportingEffortItem, params.item_id)) throw notFound(reportingEffortItem.label)
    return historyOf(db, params.item_id)
  }),
]
