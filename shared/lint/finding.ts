// What the checks of a reporting effort look at, and what they find. A rule is a pure function, so that the same findings come
// out in a window, on the command line and in a test.
import type { WorkflowRule } from '../domain/workflow.ts'
import type { Priority, ProductionStatus, QcStatus } from '../entities/tracker.ts'

export interface LintPerson {
  name: string
  is_active: boolean
}

/** An item with its texts written out and its work. */
export interface LintItem {
  id: number
  item_type: 'TLF' | 'Dataset'
  item_subtype: string
  code: string
  /** Title of an output, label of a dataset; '' for none. */
  title: string
  population: string
  ich_category: string
  /** In their order. */
  footnotes: readonly string[]
  acronyms: readonly string[]
  run_order: number | null
  /** Title or label of the same item in the package it was copied from; null when it was not, or the item is gone there. */
  package_title: string | null
  /** The text that the package's item has as its title, so that it can be taken over; null for a dataset. */
  package_title_id: number | null
  production: LintPerson | null
  qc: LintPerson | null
  production_status: ProductionStatus
  qc_status: QcStatus
  due_date: string | null
  qc_completion_date: string | null
  priority: Priority
  in_production_flag: boolean
  /** Threads on the item, and those of them that are not resolved. */
  comments: number
  open_comments: number
}

export interface LintEffort {
  items: readonly LintItem[]
  /** Of the database release. */
  release_date: string | null
  today: string
  /** Every population and every acronym (`AE = Adverse Event`) of the workspace. */
  populations: readonly string[]
  acronyms: readonly string[]
}

export const severities = ['error', 'warning', 'hint'] as const
export type Severity = (typeof severities)[number]

/** What mends a finding by itself: fields of the tracker row or of the item. */
export interface Fix {
  on: 'tracker' | 'item'
  patch: Readonly<Record<string, unknown>>
}

export interface Finding {
  rule: string
  item_id: number
  /** A sentence that names what was found. */
  message: string
  fix: Fix | null
}

/** What a rule says of one item. */
export interface Found {
  message: string
  fix?: Fix
}

export interface LintRule {
  /** Stable: muted findings and documents name it. */
  id: string
  severity: Severity
  /** What is wrong, in a few words. */
  title: string
  /** What mending does, where it can be done in one step. */
  mends?: string
  /** The rule of the workflow that says the same. */
  breach?: WorkflowRule
  /**
   * Looks at the effort once and answers what to ask of each item, so that 10,000 items cost one pass.
   * @returns what is wrong with an item, or null
   */
  prepare(effort: LintEffort): (item: LintItem) => Found | null
}

/** A rule that looks at one item at a time. */
export const ofItem = (
  declared: Omit<LintRule, 'prepare'> & { check(item: LintItem, effort: LintEffort): Found | string | null },
): LintRule => {
  const { check, ...rule } = declared
  return {
    ...rule,
    prepare: (effort) => (item) => {
      const found = check(item, effort)
      return typeof found === 'string' ? { message: found } : found
    },
  }
}

export const tracker = (patch: Fix['patch']): Fix => ({ on: 'tracker', patch })
export const isOutput = ({ item_type }: LintItem) => item_type === 'TLF'
