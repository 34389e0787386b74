// What holds for every database release: it belongs to a study, its label is there once within that study, and it stays
// while reporting efforts are made from it (protocol 2.6, 5.1, 5.2).
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { study } from '../../../shared/entities/study.ts'
import { isSameLabel } from '../../../shared/domain/labels.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import { refuseWhileInUse } from '../in-use.ts'

export const databaseReleaseRules = rulesFor<typeof databaseRelease>({
  entity: databaseRelease,
  check(tx, { before, after }) {
    if (!before && !tx.find(study, after.study_id)) throw notFound(study.label)
    if (before?.database_release_label === after.database_release_label) return
    const others = tx.rows(databaseRelease, 'study_id = ? AND id <> ?', after.study_id, before?.id ?? 0)
    if (others.some((other) => isSameLabel(other.database_release_label, after.database_release_label))) {
      throw new AppError('invalid', 'Database release with this label already exists for this study')
    }
  },
  checkRemoval(tx, row) {
    const efforts = tx.rows(reportingEffort, 'database_release_id = ? ORDER BY id', row.id)
    const labels = efforts.map((effort) => effort.database_release_label)
    refuseWhileInUse('database release', row.database_release_label, { kind: 'reporting effort', labels })
  },
})
