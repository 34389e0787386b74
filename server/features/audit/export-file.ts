// The audit trail as a file: which entries, in what columns, and the manifest that says what the file holds, by whom and when
// it was made, and where in the chain of hashes it begins and ends.
import { hash } from 'node:crypto'
import type { AuditEntry, AuditFilter, AuditManifest } from '../../../shared/actions/audit-entries.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Store } from '../../store/store.ts'
import type { WorkbookPlan, WrittenColumn } from '../../spreadsheets/workbook-plan.ts'
import { readable, readChain, type ChainEntry } from './readable.ts'

/** The most entries of one file: a worksheet has 1,048,576 rows, and an entry may fill several. */
const MOST_ENTRIES = 200_000

export interface AuditExport {
  entries: ChainEntry[]
  /** Everything of the manifest but what only the finished file tells. */
  manifest: Omit<AuditManifest, 'file' | 'bytes' | 'sha256'>
}

/** @throws AppError `invalid` when the filter means more than one file holds */
export function readExport(store: Store, filter: AuditFilter, by: string, at: string): AuditExport {
  const entries = readChain(store.db, filter, { limit: MOST_ENTRIES + 1 }).reverse()
  if (entries.length > MOST_ENTRIES) {
    throw new AppError(
      'invalid',
      `These are more than ${MOST_ENTRIES.toLocaleString('en')} entries, which one file does not hold. Choose a shorter period and export part by part.`,
    )
  }
  const [oldest, newest] = [entries[0], entries.at(-1)]
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
  const manifest = {
    exported_at: at,
    exported_by: by,
    epoch: store.log.epoch,
    filter: Object.fromEntries(given),
    entries: entries.length,
    period: oldest && newest ? { from: oldest.at, to: newest.at } : null,
    oldest: oldest ? linkOf(oldest) : null,
    newest: newest ? linkOf(newest) : null,
    head: { seq: store.log.head.seq, hash: store.log.head.hash },
  }
  return { entries, manifest }
}
const linkOf = ({ seq, previous_hash, hash: own }: ChainEntry) => ({ seq, previous_hash, hash: own })

/** The manifest of the finished file. */
export const manifestOf = ({ manifest }: AuditExport, file: string, bytes: Uint8Array): AuditManifest => ({
  file,
  bytes: bytes.length,
  sha256: hash('sha256', bytes, 'hex'),
  ...manifest,
})

/** Entries with every field of the chain, so that whoever has the file can compute its hashes anew (docs/audit.md). */
export const asJson = ({ entries, manifest }: AuditExport): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify({ manifest, entries }, null, 1)}\n`)

const column = (header: string, width: number, kind: WrittenColumn['kind'] = 'text'): WrittenColumn => ({
  header,
  kind,
  width,
})
const columns = [
  column('Entry', 9, 'whole'),
  column('Time (UTC)', 25),
  column('Person', 18),
  column('Person id', 9, 'whole'),
  column('From address', 16),
  column('Action', 10),
  column('Kind', 28),
  column('Row id', 9, 'whole'),
  column('Name', 24),
  column('Field', 24),
  column('Before', 34),
  column('After', 34),
  column('Reason', 34),
  column('Undoes entry', 12, 'whole'),
  column('Hash', 66),
]

/** One row for each field that changed; an entry that changed none has one row. */
function rowsOf(entry: AuditEntry) {
  const { seq, at, actor_name, actor_id, client_address, action, entity, row_id, subject, reason, undoes, hash } = entry
  const start = [seq, at, actor_name, actor_id, client_address, action, entry.event ?? entity, row_id, subject]
  const changes = entry.fields.length > 0 ? entry.fields : [null]
  return changes.map((change) => [
    ...start,
    change?.field ?? null,
    say(change?.before ?? null, change?.before_name),
    say(change?.after ?? null, change?.after_name),
    reason,
    undoes,
    hash,
  ])
}
const say = (value: string | number | boolean | null, name: string | undefined) =>
  name === undefined ? (value === null ? null : String(value)) : `${name} (${String(value)})`

export function asPlan(store: Store, { entries, manifest }: AuditExport): WorkbookPlan {
  return {
    sheet: 'Audit trail',
    columns,
    rows: readable(store.db, entries).flatMap(rowsOf),
    info: {
      sheet: 'Manifest',
      rows: [
        ['Exported at (UTC)', manifest.exported_at],
        ['Exported by', manifest.exported_by],
        ['Filter', JSON.stringify(manifest.filter)],
        ['Entries', String(manifest.entries)],
        ['Oldest entry', JSON.stringify(manifest.oldest)],
        ['Newest entry', JSON.stringify(manifest.newest)],
        ['Head of the trail', JSON.stringify(manifest.head)],
        ['History', manifest.epoch],
      ],
    },
  }
}
