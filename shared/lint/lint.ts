// All rules, and running them over an effort.
import type { Finding, LintEffort, LintRule } from './finding.ts'
import { codeRules } from './rules/codes.ts'
import { dateRules } from './rules/dates.ts'
import { peopleRules } from './rules/people.ts'
import { textRules } from './rules/texts.ts'
import { workflowRules } from './rules/workflow.ts'

export const lintRules: readonly LintRule[] = [
  ...peopleRules,
  ...workflowRules,
  ...dateRules,
  ...textRules,
  ...codeRules,
]
export const ruleOf = (id: string): LintRule | undefined => lintRules.find((rule) => rule.id === id)

/** Prepares every rule once; the function it answers checks some of the items, so that a long list can be taken in slices. */
export function createLinter(
  effort: LintEffort,
  rules: readonly LintRule[] = lintRules,
): (from: number, to: number) => Finding[] {
  const checks = rules.map((rule) => ({ rule: rule.id, check: rule.prepare(effort) }))
  return (from, to) =>
    effort.items.slice(from, to).flatMap((item) =>
      checks.flatMap(({ rule, check }) => {
        const found = check(item)
        return found ? [{ rule, item_id: item.id, message: found.message, fix: found.fix ?? null }] : []
      }),
    )
}
