// The lines of the inbox: what one change did to many rows in the same way is one line.
import type { InboxEntry } from '../../../../shared/actions/inbox.ts'

export interface InboxLine {
  /** Of its newest entry. */
  id: number
  /** Newest first, all of one kind; never empty. */
  entries: readonly InboxEntry[]
  first: InboxEntry
  read: boolean
}

/** A comment has words of its own, so each stands alone. */
const gathered: ReadonlySet<InboxEntry['kind']> = new Set(['assigned_production', 'assigned_qc', 'qc_failed'])

const belongs = (entry: InboxEntry, { first }: InboxLine) =>
  gathered.has(entry.kind) &&
  entry.comment_id === null &&
  first.comment_id === null &&
  entry.kind === first.kind &&
  entry.at === first.at &&
  entry.actor_id === first.actor_id &&
  entry.reporting_effort_id === first.reporting_effort_id

/** Keeps the order of the entries. */
export function linesOf(entries: readonly InboxEntry[]): InboxLine[] {
  const lines: InboxLine[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    if (last && belongs(entry, last)) {
      lines[lines.length - 1] = { ...last, entries: [...last.entries, entry], read: last.read && entry.read }
    } else lines.push({ id: entry.id, entries: [entry], first: entry, read: entry.read })
  }
  return lines
}
