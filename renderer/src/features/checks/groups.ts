// Findings by rule, the gravest first, as the list shows them.
import type { LintFinding } from '../../../../shared/actions/lint.ts'
import { severities, type LintRule, type Severity } from '../../../../shared/lint/finding.ts'
import { lintRules } from '../../../../shared/lint/lint.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'

export interface CheckGroup {
  rule: Pick<LintRule, 'id' | 'title' | 'severity' | 'mends'>
  findings: LintFinding[]
  /** Those that mend themselves. */
  fixable: LintFinding[]
}

/** @param wanted severities that are shown; all when empty */
export function groupsOf(findings: readonly LintFinding[], wanted: ReadonlySet<Severity>): CheckGroup[] {
  const byRule = new Map<string, LintFinding[]>()
  for (const finding of findings) {
    if (finding.muted) continue
    byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding])
  }
  return severities
    .filter((severity) => wanted.size === 0 || wanted.has(severity))
    .flatMap((severity) => lintRules.filter((rule) => rule.severity === severity))
    .flatMap(({ id, title, severity, mends }) => {
      const own = inOrder(byRule.get(id) ?? [])
      if (own.length === 0) return []
      return [{ rule: { id, title, severity, mends }, findings: own, fixable: own.filter(({ fix }) => fix !== null) }]
    })
}

export const mutedOf = (findings: readonly LintFinding[]) => inOrder(findings.filter(({ muted }) => muted !== null))

export function countsOf(findings: readonly LintFinding[]): Record<Severity, number> {
  const severityOf = new Map(lintRules.map(({ id, severity }) => [id, severity]))
  const counts = { error: 0, warning: 0, hint: 0 }
  for (const { rule, muted } of findings) {
    const severity = severityOf.get(rule)
    if (severity && !muted) counts[severity] += 1
  }
  return counts
}

function inOrder(findings: readonly LintFinding[]): LintFinding[] {
  return findings
    .map((finding) => ({ finding, key: naturalKey(finding.item_code) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ finding }) => finding)
}
