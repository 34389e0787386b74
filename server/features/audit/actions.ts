// Answers questions to the audit trail. Nothing here can shorten it: the clean-up of old clients is answered in its shape,
// with the truth.
import * as contract from '../../../shared/actions/audit.ts'
import { readAuditEntries } from '../../../shared/actions/audit-entries.ts'
import { prepared } from '../../db/statements.ts'
import { markAuditReviewed, readAuditReviews } from '../../../shared/actions/audit-reviews.ts'
import { reads, writes } from '../handler.ts'
import { entriesOf, listEntries } from './entries.ts'
import { readHead } from './head.ts'
import { readable, readChain } from './readable.ts'
import { markReviewed, readReviews } from './reviews.ts'
import { summarise } from './summary.ts'

const DAY = 86_400_000

export const auditHandlers = [
  reads(readAuditEntries, ({ db }, { query: { before, after, limit, ...filter } }) => {
    const found = readChain(db, filter, { before, after, limit: limit + 1 })
    const page = found.slice(0, limit)
    const head = prepared(db, 'SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1').get()
    return { entries: readable(db, page), next: found.length > limit ? page.at(-1)!.seq : null, head }
  }),
  reads(readAuditReviews, ({ db }) => readReviews(db)),
  writes(markAuditReviewed, (tx, { body }) => markReviewed(tx, body.up_to)),
  reads(contract.listAudit, ({ db }, { query }) => listEntries(db, query)),
  reads(contract.summariseAudit, ({ db }, { query }) => summarise(db, query.days, new Date())),
  reads(contract.readHistoryHead, ({ db }, { query }) => readHead(db, query.seq)),
  reads(contract.listRecordAudit, ({ db }, { params }) => entriesOf(db, params.table_name, params.record_id)),
  reads(contract.cleanUpAudit, (_context, { query }) => ({
    message: 'The audit trail is kept whole: no entry was deleted.',
    logs_deleted: 0,
    cutoff_date: new Date(Date.now() - query.days_to_keep * DAY).toISOString(),
    days_kept: query.days_to_keep,
  })),
]
