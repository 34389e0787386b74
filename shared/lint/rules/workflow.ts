// How far it is: checks about statuses, dates of QC and comments that contradict each other.
import { ofItem, tracker, type LintRule } from '../finding.ts'
import { words } from './people.ts'

export const workflowRules: readonly LintRule[] = [
  ofItem({
    id: 'qc-before-production',
    breach: 'TRK-35',
    severity: 'error',
    title: 'QC is ahead of production',
    mends: 'Sets QC back to not started, as long as it is in progress.',
    check: ({ production_status, qc_status }) =>
      (qc_status === 'in_progress' || qc_status === 'completed') && production_status !== 'completed'
        ? {
            message: `QC is ${words(qc_status)} while production is ${words(production_status)}.`,
            ...(qc_status === 'in_progress' && { fix: tracker({ qc_status: 'not_started' }) }),
          }
        : null,
  }),
  ofItem({
    id: 'failed-before-production',
    breach: 'TRK-35',
    severity: 'error',
    title: 'QC failed what was never begun',
    check: ({ production_status, qc_status }) =>
      qc_status === 'failed' && production_status === 'not_started'
        ? 'QC failed, while production is not started.'
        : null,
  }),
  ofItem({
    id: 'passed-with-open-comments',
    severity: 'error',
    title: 'Passed with an open finding',
    check: ({ qc_status, open_comments }) =>
      qc_status === 'completed' && open_comments > 0
        ? `QC is passed, while ${open_comments === 1 ? 'a comment is' : `${open_comments} comments are`} not resolved.`
        : null,
  }),
  ofItem({
    id: 'failed-without-finding',
    severity: 'warning',
    title: 'Failed without a finding',
    check: ({ qc_status, comments }) =>
      qc_status === 'failed' && comments === 0 ? 'QC failed, and no comment says what was found.' : null,
  }),
  ofItem({
    id: 'in-production-unchecked',
    breach: 'TRK-31',
    severity: 'error',
    title: 'In production without a passed QC',
    mends: 'Takes the mark away that it is in production.',
    check: ({ in_production_flag, qc_status }) =>
      in_production_flag && qc_status !== 'completed'
        ? {
            message: `It is in production, while QC is ${words(qc_status)}.`,
            fix: tracker({ in_production_flag: false }),
          }
        : null,
  }),
  ofItem({
    id: 'passed-without-date',
    severity: 'warning',
    title: 'Passed without a date',
    check: ({ qc_status, qc_completion_date }) =>
      qc_status === 'completed' && qc_completion_date === null ? 'QC is passed, and no date says when.' : null,
  }),
  ofItem({
    id: 'dated-but-not-passed',
    severity: 'warning',
    title: 'A date of QC without a pass',
    mends: 'Takes the date of QC away.',
    check: ({ qc_status, qc_completion_date }) =>
      qc_status !== 'completed' && qc_completion_date !== null
        ? {
            message: `QC has the date ${qc_completion_date}, and is ${words(qc_status)}.`,
            fix: tracker({ qc_completion_date: null }),
          }
        : null,
  }),
  ofItem({
    id: 'passed-in-the-future',
    severity: 'error',
    title: 'QC passed on a day to come',
    check: ({ qc_status, qc_completion_date }, { today }) =>
      qc_status === 'completed' && qc_completion_date !== null && qc_completion_date > today
        ? `QC is dated ${qc_completion_date}, which is yet to come.`
        : null,
  }),
  ofItem({
    id: 'on-hold-unexplained',
    severity: 'hint',
    title: 'On hold, and nobody says why',
    check: ({ production_status, comments }) =>
      production_status === 'on_hold' && comments === 0 ? 'It is on hold, and no comment says why.' : null,
  }),
]
