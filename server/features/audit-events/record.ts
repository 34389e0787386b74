// Records an event in the audit trail, in the transaction of what it tells of: either both are on disk or neither.
import { auditEvent } from '../../../shared/entities/audit-event.ts'
import type { AuditEventKind } from '../../../shared/domain/audit-events.ts'
import type { User } from '../../../shared/entities/user.ts'
import type { Transaction } from '../../store/store.ts'

export interface RecordedEvent {
  kind: AuditEventKind
  /** Whom it is about; absent when no account is meant. */
  about?: Pick<User, 'id' | 'username'> | undefined
  /** A sentence or a name; never a secret. */
  detail?: string | null
  /** Facts for the program, kept beside the event. */
  context?: Record<string, unknown>
}

const LONGEST_DETAIL = 500

export function recordEvent(tx: Transaction, { kind, about, detail = null, context }: RecordedEvent): void {
  const values = {
    kind,
    user_id: about?.id ?? null,
    username: about?.username ?? '',
    detail: detail === null ? null : detail.slice(0, LONGEST_DETAIL),
  }
  tx.insert(auditEvent, values, context && { context })
}
