// What holds for every study: one label once, and no deletion while it has releases (protocol 5.1, 5.2).
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { study } from '../../../shared/entities/study.ts'
import { isSameLabel } from '../../../shared/domain/labels.ts'
import { AppError } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import { refuseWhileInUse } from '../in-use.ts'

export const studyRules = rulesFor<typeof study>({
  entity: study,
  check(tx, { before, after }) {
    if (before?.study_label === after.study_label) return
    const others = tx.rows(study, 'id <> ?', before?.id ?? 0)
    if (others.some((other) => isSameLabel(other.study_label, after.study_label))) {
      throw new AppError('invalid', 'Study with this label already exists')
    }
  },
  checkRemoval(tx, row) {
    const releases = tx.rows(databaseRelease, 'study_id = ? ORDER BY id', row.id)
    const labels = releases.map((release) => release.database_release_label)
    refuseWhileInUse('study', row.study_label, { kind: 'database release', labels })
  },
})
