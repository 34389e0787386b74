// Where the history stands, for clients that hold it against what they saw of it before. Read from the file, as it is.
import type Database from 'better-sqlite3'
import type { HistoryHead, HistoryPosition } from '../../../shared/history-head.ts'
import { prepared } from '../../db/statements.ts'
import { CHAIN_START } from '../../store/changes.ts'
import { chainState } from './chain-check.ts'

export function readHead(db: Database.Database, seq: number | undefined): HistoryHead {
  const { epoch } = prepared<{ epoch: string }>(db, 'SELECT epoch FROM feed WHERE id = 1').get()!
  const head = prepared<HistoryPosition>(db, 'SELECT seq, hash FROM changes ORDER BY seq DESC LIMIT 1').get()
  const asked = seq === undefined ? undefined : prepared<{ hash: string }>(db, 'SELECT hash FROM changes WHERE seq = ?')
  const replacedBy = prepared<{ seq: number; at: string; detail: string | null }>(
    db,
    `SELECT seq, at, after ->> '$.detail' AS detail FROM changes
     WHERE entity = 'audit_events' AND epoch = +? AND after ->> '$.kind' IN ('backup_restored', 'workspace_salvaged')
     ORDER BY seq LIMIT 1`,
  )
  return {
    epoch,
    head: head ?? CHAIN_START,
    hash_at: asked?.get(seq)?.hash ?? null,
    replaced_by: replacedBy.get(epoch) ?? null,
    chain: chainState(db),
  }
}
