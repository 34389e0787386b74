// Who works on what: checks about people.
import { ofItem, tracker, type LintItem, type LintRule } from '../finding.ts'

const isUnderWay = ({ production_status, qc_status }: LintItem) =>
  production_status !== 'not_started' || qc_status !== 'not_started'

export const peopleRules: readonly LintRule[] = [
  ofItem({
    id: 'same-person',
    breach: 'TRK-32',
    severity: 'error',
    title: 'One person produces and checks',
    mends: 'Takes the QC programmer off, as long as QC is not begun.',
    check: ({ production, qc, qc_status }) =>
      production && qc && production.name === qc.name
        ? {
            message: `${production.name} produces this and checks it. Let somebody else check.`,
            ...(qc_status === 'not_started' && { fix: tracker({ qc_programmer_id: null }) }),
          }
        : null,
  }),
  ofItem({
    id: 'inactive-producer',
    severity: 'error',
    title: 'The programmer has no active account',
    mends: 'Takes the programmer off, as long as production is not begun.',
    check: ({ production, production_status }) =>
      production && !production.is_active && production_status !== 'completed'
        ? {
            message: `${production.name} is to produce this, and has no active account. Hand it over.`,
            ...(production_status === 'not_started' && { fix: tracker({ production_programmer_id: null }) }),
          }
        : null,
  }),
  ofItem({
    id: 'inactive-checker',
    severity: 'error',
    title: 'The QC programmer has no active account',
    mends: 'Takes the QC programmer off, as long as QC is not begun.',
    check: ({ qc, qc_status }) =>
      qc && !qc.is_active && qc_status !== 'completed'
        ? {
            message: `${qc.name} is to check this, and has no active account. Hand it over.`,
            ...(qc_status === 'not_started' && { fix: tracker({ qc_programmer_id: null }) }),
          }
        : null,
  }),
  ofItem({
    id: 'produced-by-nobody',
    breach: 'TRK-33',
    severity: 'error',
    title: 'Production without a programmer',
    mends: 'Sets production back to not started, unless it is completed.',
    check: ({ production, production_status }) =>
      !production && production_status !== 'not_started'
        ? {
            message: `Production is ${words(production_status)}, and nobody is named who does it.`,
            ...(production_status !== 'completed' && { fix: tracker({ production_status: 'not_started' }) }),
          }
        : null,
  }),
  ofItem({
    id: 'checked-by-nobody',
    breach: 'TRK-33',
    severity: 'error',
    title: 'QC without a QC programmer',
    check: ({ qc, qc_status }) =>
      !qc && qc_status !== 'not_started' ? `QC is ${words(qc_status)}, and nobody is named who does it.` : null,
  }),
  ofItem({
    id: 'critical-unassigned',
    severity: 'warning',
    title: 'Critical, and nobody works on it',
    check: (item) =>
      item.priority === 'critical' && !item.production && !isUnderWay(item)
        ? 'It is critical, and nobody is to produce it. Assign somebody, or lower the priority.'
        : null,
  }),
]

/** `in_progress` as it is read. */
export function words(status: string): string {
  return status.replaceAll('_', ' ')
}
