// What a person chose on the screen of the audit trail, and what the host is asked for it. Days are those of the place where
// the person is.
import type { AuditFilter } from '../../../../shared/actions/audit-entries.ts'
import { changeActions } from '../../../../shared/changes.ts'

/** A select knows no empty value. */
export const EVERYTHING = 'all'

export interface AuditWanted {
  text: string
  /** Id of a person, as text. */
  person: string
  entity: string
  action: string
  /** `study 3`, `effort 7`. */
  place: string
  /** Days, `YYYY-MM-DD`; empty: open. The last one counts whole. */
  from: string
  to: string
  /** Only what came after this entry; 0: everything. */
  since: number
  onlyRisky: boolean
}
export const everything = (): AuditWanted => ({
  text: '',
  person: EVERYTHING,
  entity: EVERYTHING,
  action: EVERYTHING,
  place: EVERYTHING,
  from: '',
  to: '',
  since: 0,
  onlyRisky: false,
})

function startOf(day: string, daysLater = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return undefined
  return new Date(year, month - 1, date + daysLater).toISOString()
}

export function filterOf({
  text,
  person,
  entity,
  action,
  place,
  from,
  to,
  since,
  onlyRisky,
}: AuditWanted): AuditFilter {
  const [kind, id] = place.split(' ')
  const chosen = {
    text: text.trim() || undefined,
    actor_id: person === EVERYTHING ? undefined : Number(person),
    entity: entity === EVERYTHING ? undefined : entity,
    action: changeActions.find((known) => known === action),
    study_id: kind === 'study' ? Number(id) : undefined,
    effort_id: kind === 'effort' ? Number(id) : undefined,
    from: startOf(from),
    to: startOf(to, 1),
    since: since || undefined,
    risk: onlyRisky ? ('high' as const) : undefined,
  }
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined))
}
