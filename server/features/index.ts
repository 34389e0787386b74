// The lists that make subjects exist: the rules the store obeys and the handlers of the actions.
import type { Rules } from '../store/rules.ts'
import { demoHandlers } from './demo/handlers.ts'
import type { FeatureOptions, Handler } from './handler.ts'
import { databaseReleaseRules } from './database-releases/rules.ts'
import { reportingEffortRules } from './reporting-efforts/rules.ts'
import { studyRules } from './studies/rules.ts'
import { textElementHandlers } from './text-elements/actions.ts'
import { textElementRules } from './text-elements/rules.ts'

/** The rules of every entity that has some. */
export function allRules(_options: FeatureOptions): Rules[] {
  return [studyRules, databaseReleaseRules, reportingEffortRules, textElementRules]
}

/** The handler of every action. */
export const handlers: readonly Handler[] = [...textElementHandlers, ...demoHandlers]
