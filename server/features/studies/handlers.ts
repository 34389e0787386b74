// Answers the action that begins a study with all that its tracker hangs on.
import { beginStudy } from '../../../shared/actions/studies.ts'
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { study } from '../../../shared/entities/study.ts'
import { writes, type Handler } from '../handler.ts'

export const studyHandlers: readonly Handler[] = [
  writes(beginStudy, (tx, { body }) => {
    const made = tx.insert(study, { study_label: body.study_label })
    const release = tx.insert(databaseRelease, {
      study_id: made.id,
      database_release_label: body.database_release_label,
      database_release_date: body.database_release_date ?? null,
    })
    const effort = tx.insert(reportingEffort, {
      study_id: made.id,
      database_release_id: release.id,
      database_release_label: body.reporting_effort_label,
    })
    return { study: made, database_release: release, reporting_effort: effort }
  }),
]
