// Marks how far the audit trail was reviewed, and tells what came since. A mark goes forward only, and only to an entry that
// is there.
import type Database from 'better-sqlite3'
import type { AuditReviews } from '../../../shared/actions/audit-reviews.ts'
import { AppError } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import type { Transaction } from '../../store/store.ts'
import { recordEvent } from '../audit-events/record.ts'
import { HIGH_RISK } from './conditions.ts'

const isReview = `entity = 'audit_events' AND after ->> '$.kind' = 'trail_reviewed'`

export function readReviews(db: Database.Database): AuditReviews {
  const reviews = prepared<AuditReviews['reviews'][number]>(
    db,
    `SELECT context ->> '$.reviewed_up_to' AS up_to, actor_name AS by, at FROM changes
     WHERE ${isReview} ORDER BY seq DESC LIMIT 100`,
  ).all()
  const since = prepared<AuditReviews['since']>(
    db,
    `SELECT count(*) AS entries, count(*) FILTER (WHERE ${HIGH_RISK}) AS high_risk
     FROM changes WHERE seq > +? AND NOT (${isReview})`,
  ).get(reviews[0]?.up_to ?? 0)!
  return { reviews, since }
}

export function markReviewed(tx: Transaction, upTo: number): AuditReviews {
  const [last] = readReviews(tx.db).reviews
  const entry = prepared<{ hash: string }>(tx.db, 'SELECT hash FROM changes WHERE seq = ?').get(upTo)
  if (!entry) throw new AppError('invalid', `There is no entry ${upTo}. Choose one that the audit trail shows.`)
  if (last && last.up_to >= upTo) {
    throw new AppError('conflict', `${last.by} has already reviewed the audit trail up to entry ${last.up_to}.`)
  }
  const detail = `Up to entry ${upTo}, ${entry.hash}.`
  recordEvent(tx, { kind: 'trail_reviewed', detail, context: { reviewed_up_to: upTo } })
  return readReviews(tx.db)
}
