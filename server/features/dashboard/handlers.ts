// Answers how far the work is.
import { listDashboardRows, readDashboard, type Dashboard } from '../../../shared/actions/dashboard.ts'
import { addDays } from '../../../shared/domain/days.ts'
import { SOON_DAYS } from '../../../shared/domain/progress.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { notFound } from '../../../shared/errors.ts'
import { readRow } from '../../store/rows.ts'
import { reads, type Handler, type ReadContext } from '../handler.ts'
import { countKinds, countTotals, countWeek, countWorkload, type Scope } from './numbers.ts'
import { countFirstPasses, readProgress } from './progress.ts'
import { readDue, readRowsBehind } from './rows.ts'

/** The host's day, in UTC as its log. */
const hostDay = () => new Date().toISOString().slice(0, 10)

interface Asked {
  reporting_effort_id?: number | undefined
  today?: string | undefined
}

function scopeOf({ db }: ReadContext, { reporting_effort_id, today = hostDay() }: Asked): Scope {
  if (reporting_effort_id !== undefined && !readRow(db, reportingEffort, reporting_effort_id)) {
    throw notFound(reportingEffort.label)
  }
  return { effort: reporting_effort_id ?? null, today, soon: addDays(today, SOON_DAYS) }
}

export const dashboardHandlers: readonly Handler[] = [
  reads(readDashboard, (context, { query }): Dashboard => {
    const { db } = context
    const scope = scopeOf(context, query)
    return {
      ...countTotals(db, scope),
      passed_first: countFirstPasses(db, scope),
      kinds: countKinds(db, scope),
      workload: countWorkload(db, scope),
      week: countWeek(db, scope),
      ...readDue(db, scope),
      progress: readProgress(db, scope),
    }
  }),
  reads(listDashboardRows, (context, { query }) => readRowsBehind(context.db, scopeOf(context, query), query)),
]
