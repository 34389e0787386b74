// A small study in the store for tests of what hangs below it: study 1, release 1, effort 1, and one item with its tracker
// row for each code, ids counting from 1.
import { databaseRelease } from '../../shared/entities/database-release.ts'
import { reportingEffortItem } from '../../shared/entities/reporting-effort-item.ts'
import { reportingEffort } from '../../shared/entities/reporting-effort.ts'
import { study } from '../../shared/entities/study.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import type { Host } from './host.ts'

/** Inserts the study and one tracker row per code. */
export function seedTrackers(host: Host, codes: readonly string[]): void {
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    const { id: study_id } = tx.insert(study, { study_label: 'STUDY-1' })
    const { id: database_release_id } = tx.insert(databaseRelease, { study_id, database_release_label: 'LOCK' })
    const { id: reporting_effort_id } = tx.insert(reportingEffort, {
      study_id,
      database_release_id,
      database_release_label: 'CSR',
    })
    for (const item_code of codes) {
      const item = tx.insert(reportingEffortItem, {
        reporting_effort_id,
        item_type: 'TLF',
        item_subtype: 'Table',
        item_code,
      })
      tx.insert(tracker, { reporting_effort_item_id: item.id })
    }
  })
}
