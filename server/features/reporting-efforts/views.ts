// A reporting effort as replies show it: with the labels of the study and the release it belongs to (protocol 2.7). The
// release's label is called `database_release_label_full`, because the effort's own has the shorter name.
import type Database from 'better-sqlite3'
import type { ReportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { prepared } from '../../db/statements.ts'

export interface ReportingEffortView extends ReportingEffort {
  study_label: string
  database_release_label_full: string
}

const labelled = `
  SELECT reporting_efforts.*, studies.study_label,
    database_releases.database_release_label AS database_release_label_full
  FROM reporting_efforts
  JOIN studies ON studies.id = reporting_efforts.study_id
  JOIN database_releases ON database_releases.id = reporting_efforts.database_release_id`

/** One effort with its labels. */
export function viewEffort(db: Database.Database, { id }: ReportingEffort): ReportingEffortView {
  return prepared<ReportingEffortView>(db, `${labelled} WHERE reporting_efforts.id = +?`).get(id)!
}

/** Efforts in the order of their ids, of one study, of one release, or all. */
export function listEfforts(
  db: Database.Database,
  page: { skip: number; limit: number; filters: { study_id?: number; database_release_id?: number } },
): ReportingEffortView[] {
  const { study_id = null, database_release_id = null } = page.filters
  return prepared<ReportingEffortView>(
    db,
    `${labelled}
     WHERE (:study_id IS NULL OR reporting_efforts.study_id = :study_id)
       AND (:database_release_id IS NULL OR reporting_efforts.database_release_id = :database_release_id)
     ORDER BY reporting_efforts.id LIMIT :limit OFFSET :skip`,
  ).all({ study_id, database_release_id, limit: page.limit, skip: page.skip })
}
