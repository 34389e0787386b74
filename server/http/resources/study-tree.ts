// Studies, database releases and reporting efforts: the three levels of the study tree (protocol 2.5 to 2.7).
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { study } from '../../../shared/entities/study.ts'
import { wholeNumber } from '../../../shared/fields.ts'
import { listEfforts, viewEffort } from '../../features/reporting-efforts/views.ts'
import { resourceFor } from '../resource.ts'

const policies = { read: 'viewer', create: 'admin', update: 'admin', remove: 'admin' } as const

export const studyTreeResources = [
  resourceFor<typeof study>({ entity: study, path: '/studies', idName: 'study_id', policies, removed: 'row' }),
  resourceFor<typeof databaseRelease>({
    entity: databaseRelease,
    path: '/database-releases',
    idName: 'database_release_id',
    policies,
    filters: { study_id: wholeNumber },
    removed: 'row',
  }),
  resourceFor<typeof reportingEffort>({
    entity: reportingEffort,
    path: '/reporting-efforts',
    idName: 'reporting_effort_id',
    policies,
    filters: { study_id: wholeNumber, database_release_id: wholeNumber },
    removed: 'row',
    view: viewEffort,
    list: listEfforts,
  }),
]
