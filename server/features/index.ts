// The lists that make subjects exist: the rules the store obeys and the handlers of the actions.
import type { Rules } from '../store/rules.ts'
import { demoHandlers } from './demo/handlers.ts'
import type { FeatureOptions, Handler } from './handler.ts'

/** The rules of every entity that has some. */
export function allRules(_options: FeatureOptions): Rules[] {
  return []
}

/** The handler of every action. */
export const handlers: readonly Handler[] = [...demoHandlers]
