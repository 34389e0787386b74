// The lists that make subjects exist: the rules the store obeys and the handlers of the actions.
import type { Rules } from '../store/rules.ts'
import { activityHandlers } from './activity/handlers.ts'
import { auditEventRules } from './audit-events/rules.ts'
import { auditHandlers } from './audit/actions.ts'
import { calendarHandlers } from './calendar/handlers.ts'
import { commentHandlers } from './comments/actions.ts'
import { commentRules } from './comments/rules.ts'
import { dashboardHandlers } from './dashboard/handlers.ts'
import { databaseReleaseRules } from './database-releases/rules.ts'
import { demoHandlers } from './demo/handlers.ts'
import type { FeatureOptions, Handler } from './handler.ts'
import { historyHandlers } from './history/handlers.ts'
import { effortCopyHandlers } from './items/effort-copy-handlers.ts'
import { inboxHandlers } from './inbox/handlers.ts'
import { itemHandlers } from './items/handlers.ts'
import { itemRules } from './items/rules.ts'
import { lintHandlers } from './lint/handlers.ts'
import { lintMuteRules } from './lint/mutes.ts'
import { packageHandlers } from './packages/handlers.ts'
import { packageRules } from './packages/rules.ts'
import { peopleHandlers } from './people/handlers.ts'
import { reportingEffortRules } from './reporting-efforts/rules.ts'
import { savedViewRules } from './saved-views/rules.ts'
import { searchHandlers } from './search/handlers.ts'
import { studyHandlers } from './studies/handlers.ts'
import { studyRules } from './studies/rules.ts'
import { tagHandlers } from './tags/actions.ts'
import { tagRules, trackerTagRules } from './tags/rules.ts'
import { textElementHandlers } from './text-elements/actions.ts'
import { textElementRules } from './text-elements/rules.ts'
import { trackerHandlers } from './tracker/handlers.ts'
import { trackerRules } from './tracker/rules.ts'
import { undoHandlers } from './undo/handlers.ts'
import { userRules } from './users/rules.ts'
import { workHandlers } from './work/handlers.ts'
import { workspaceHandlers } from './workspace/actions.ts'

/** The rules of every entity that has some. */
export function allRules(options: FeatureOptions): Rules[] {
  return [
    studyRules,
    databaseReleaseRules,
    reportingEffortRules,
    textElementRules,
    packageRules,
    ...itemRules,
    trackerRules(options),
    commentRules,
    tagRules,
    trackerTagRules,
    userRules,
    savedViewRules,
    lintMuteRules,
    auditEventRules,
  ]
}

/** The handler of every action. */
export const handlers: readonly Handler[] = [
  ...studyHandlers,
  ...textElementHandlers,
  ...packageHandlers,
  ...itemHandlers,
  ...effortCopyHandlers,
  ...lintHandlers,
  ...historyHandlers,
  ...trackerHandlers,
  ...commentHandlers,
  ...inboxHandlers,
  ...activityHandlers,
  ...tagHandlers,
  ...peopleHandlers,
  ...workHandlers,
  ...dashboardHandlers,
  ...calendarHandlers,
  ...searchHandlers,
  ...workspaceHandlers,
  ...auditHandlers,
  ...undoHandlers,
  ...demoHandlers,
]
