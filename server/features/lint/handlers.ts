// Answers what the checks find, and mends it.
import * as contract from '../../../shared/actions/lint.ts'
import { reads, writes, type Handler } from '../handler.ts'
import { fixFindings } from './fix.ts'
import { lintEffort } from './lint-effort.ts'

/** The host's day, in UTC as its log. */
const hostDay = () => new Date().toISOString().slice(0, 10)

export const lintHandlers: readonly Handler[] = [
  reads(contract.lintEffort, ({ db }, { params, query }) =>
    lintEffort(db, params.reporting_effort_id, query.today ?? hostDay()),
  ),
  writes(contract.fixFindings, (tx, { params, body }) =>
    fixFindings(tx, params.reporting_effort_id, body.rule, body.item_ids),
  ),
]
