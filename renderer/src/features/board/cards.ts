// The board as data: one side of the work at a time, a column for each of its statuses, the rows of the tracker as cards in
// it, and where a card may go. Pure.
import { breachBy, programmerColumn, statusColumn, type TrackerRole } from '../../../../shared/domain/workflow.ts'
import { priorities, productionStatuses, qcStatuses, type Tracker } from '../../../../shared/entities/tracker.ts'
import type { TrackerRow } from '../tracker/tracker-row.ts'

export type LaneStatus = Tracker['production_status'] | Tracker['qc_status']

/** The statuses of a side in the order of the work: what waits first, what is done last. */
const columnsOf: Readonly<Record<TrackerRole, readonly LaneStatus[]>> = {
  production: productionStatuses.toSorted((a, b) => Number(a === 'completed') - Number(b === 'completed')),
  qc: qcStatuses.toSorted((a, b) => Number(a === 'completed') - Number(b === 'completed')),
}

/** Whose cards: everybody's, those that lie with nobody on this side, or one person's. */
export type CardPerson = 'everybody' | 'nobody' | number

export interface CardFilter {
  lane: TrackerRole
  person: CardPerson
  /** Words that must all be there. */
  text: string
}
export interface BoardColumn {
  status: LaneStatus
  cards: TrackerRow[]
}

/** An item without a tracker row has not been started. */
export const statusIn = ({ tracker }: TrackerRow, lane: TrackerRole): LaneStatus =>
  tracker?.[statusColumn[lane]] ?? 'not_started'

/** The next due first, the more urgent first on the same day, then by number. */
function compareCards(a: TrackerRow, b: TrackerRow): number {
  const due = (row: TrackerRow) => row.tracker?.due_date ?? '9999'
  const urgency = (row: TrackerRow) => -priorities.indexOf(row.tracker?.priority ?? 'low')
  if (due(a) !== due(b)) return due(a) < due(b) ? -1 : 1
  if (urgency(a) !== urgency(b)) return urgency(a) - urgency(b)
  return a.codeKey < b.codeKey ? -1 : a.codeKey > b.codeKey ? 1 : a.id - b.id
}

/** Every column of the lane, also those without cards. */
export function boardOf(rows: readonly TrackerRow[], { lane, person, text }: CardFilter): BoardColumn[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const column = programmerColumn[lane]
  const isAsked = (row: TrackerRow) => {
    const id = row.tracker?.[column] ?? null
    const isTheirs = person === 'everybody' || id === (person === 'nobody' ? null : person)
    return isTheirs && words.every((word) => row.searchText.includes(word))
  }
  const columns = columnsOf[lane].map((status): BoardColumn => ({ status, cards: [] }))
  const byStatus = new Map(columns.map((each) => [each.status, each.cards]))
  for (const row of rows) if (isAsked(row)) byStatus.get(statusIn(row, lane))?.push(row)
  for (const { cards } of columns) cards.sort(compareCards)
  return columns
}

export interface Target {
  status: LaneStatus
  /** The rule that the move would break; absent when it breaks none. */
  breach?: string
}

/** Every other column of the lane, with the rule that stands against it. */
export function targetsOf({ tracker }: TrackerRow, lane: TrackerRole, today: string): Target[] {
  if (!tracker) return []
  const field = statusColumn[lane]
  return columnsOf[lane]
    .filter((status) => status !== tracker[field])
    .map((status) => {
      const breach = breachBy(tracker, { [field]: status }, today)
      return { status, ...(breach && { breach: breach.message }) }
    })
}

/** The next column that a carried card can be put into, that way; undefined at the end. */
export function nextTarget(
  lane: TrackerRole,
  from: LaneStatus,
  step: 1 | -1,
  isOpen: (status: LaneStatus) => boolean,
): { status: LaneStatus | undefined; passed: LaneStatus[] } {
  const columns = columnsOf[lane]
  const passed: LaneStatus[] = []
  for (let index = columns.indexOf(from) + step; columns[index] !== undefined; index += step) {
    const status = columns[index]!
    if (isOpen(status)) return { status, passed }
    passed.push(status)
  }
  return { status: undefined, passed }
}

export type BoardAction = 'previous' | 'next' | 'pickUp' | 'drop' | 'putBack'

/** What a key does on the board, beside what a list does; null when it is the list's own. */
export function boardAction(
  { key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  isCarrying: boolean,
): BoardAction | null {
  if (ctrlKey || altKey || metaKey) return null
  if (key === 'ArrowLeft') return 'previous'
  if (key === 'ArrowRight') return 'next'
  if (key === ' ') return isCarrying ? 'drop' : 'pickUp'
  if (!isCarrying) return null
  return key === 'Enter' ? 'drop' : key === 'Escape' ? 'putBack' : null
}
