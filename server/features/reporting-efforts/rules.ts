// What holds for every reporting effort: its release belongs to its study, its label is there once within the release, and
// it stays while it has items (protocol 2.7, 5.1, 5.2).
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { reportingEffort, type ReportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { study } from '../../../shared/entities/study.ts'
import { isSameLabel } from '../../../shared/domain/labels.ts'
import { AppError } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import type { Transaction } from '../../store/store.ts'
import { refuseWhileInUse } from '../in-use.ts'

/** Item codes named in the refusal to delete an effort. */
const NAMED_ITEMS = 5

export const reportingEffortRules = rulesFor<typeof reportingEffort>({
  entity: reportingEffort,
  check(tx, { before, after }) {
    if (!before) expectParents(tx, after)
    if (before?.database_release_label === after.database_release_label) return
    const others = tx.rows(
      reportingEffort,
      'database_release_id = ? AND id <> ?',
      after.database_release_id,
      before?.id ?? 0,
    )
    if (others.some((other) => isSameLabel(other.database_release_label, after.database_release_label))) {
      throw new AppError('invalid', 'Reporting effort with this label already exists for this database release')
    }
  },
  checkRemoval(tx, row) {
    const items = tx.rows(reportingEffortItem, 'reporting_effort_id = ? ORDER BY id', row.id)
    const labels = items.map((item) => item.item_code)
    refuseWhileInUse('reporting effort', row.database_release_label, { kind: 'item', labels, named: NAMED_ITEMS })
  },
})

function expectParents(tx: Transaction, effort: ReportingEffort): void {
  const { study_id, database_release_id } = effort
  if (!tx.find(study, study_id)) throw new AppError('not_found', `Study with ID ${study_id} not found`)
  const release = tx.find(databaseRelease, database_release_id)
  if (!release) throw new AppError('not_found', `Database release with ID ${database_release_id} not found`)
  if (release.study_id !== study_id) {
    throw new AppError('invalid', `Database release ${database_release_id} does not belong to study ${study_id}`)
  }
}
