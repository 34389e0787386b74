// A small board whose numbers can be counted by hand: two efforts of one study, seen on 10 January 2026.
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import type { Kind } from '../../shared/domain/progress.ts'
import { comment } from '../../shared/entities/comment.ts'
import { databaseRelease } from '../../shared/entities/database-release.ts'
import { reportingEffortItem } from '../../shared/entities/reporting-effort-item.ts'
import { tracker, type Tracker } from '../../shared/entities/tracker.ts'
import type { Host } from './host.ts'
import { seedEfforts, seedPeople } from './seed-items.ts'

export const BOARD_DAY = '2026-01-10'
const ann = 2
const bob = 3

type Line = [effort: number, kind: Kind, code: string, tracker: Partial<Tracker> | null]
const lines: Line[] = [
  [1, 'Table', 'T-1', { production_programmer_id: ann, qc_programmer_id: bob, due_date: '2026-01-05' }],
  [1, 'Table', 'T-2', { production_programmer_id: ann, production_status: 'completed', due_date: '2026-01-08' }],
  [1, 'Listing', 'L-1', { production_programmer_id: bob, production_status: 'in_progress', due_date: '2026-01-09' }],
  [
    1,
    'SDTM',
    'DM',
    {
      production_programmer_id: ann,
      qc_programmer_id: bob,
      production_status: 'completed',
      qc_status: 'in_progress',
      due_date: '2026-01-17',
    },
  ],
  [1, 'Figure', 'F-1', null],
  [
    2,
    'ADaM',
    'ADSL',
    {
      production_programmer_id: bob,
      qc_programmer_id: ann,
      production_status: 'completed',
      qc_status: 'completed',
      due_date: '2026-01-18',
    },
  ],
]

/** Ann is user 2, Bob 3; T-1 fails its QC once and then passes; two comments on L-1 are open, one is an answer. */
export function seedBoard(host: Host): void {
  seedEfforts(host, ['CSR', 'IDMC'])
  seedPeople(host, ['ann', 'bob'])
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    tx.update(databaseRelease, 1, { database_release_date: '2026-01-12' })
    for (const [reporting_effort_id, item_subtype, item_code, values] of lines) {
      const item_type = item_subtype === 'SDTM' || item_subtype === 'ADaM' ? 'Dataset' : 'TLF'
      const item = tx.insert(reportingEffortItem, { reporting_effort_id, item_type, item_subtype, item_code })
      if (values) tx.insert(tracker, { ...values, reporting_effort_item_id: item.id })
    }
    const discussed = { tracker_id: 3, user_id: ann, comment_type: 'programming' as const }
    const { id } = tx.insert(comment, { ...discussed, comment_text: 'Which cut?' })
    tx.insert(comment, { ...discussed, comment_text: 'The lock.', parent_comment_id: id })
    tx.insert(comment, { ...discussed, comment_text: 'Sorted how?' })
  })
  const moves: Partial<Tracker>[] = [
    { production_status: 'completed' },
    { qc_status: 'failed' },
    { production_status: 'completed', qc_status: 'in_progress' },
    { qc_status: 'completed' },
  ]
  for (const move of moves) host.server.store.transact(SYSTEM_ACTOR, (tx) => tx.update(tracker, 1, move))
}
