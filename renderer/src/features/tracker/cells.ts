// What the tracker's cells are drawn with, and what its columns are made from.
import { h, type VNodeChild } from 'vue'
import type { Tag } from '../../../../shared/entities/tag.ts'
import type { ProductionStatus, QcStatus } from '../../../../shared/entities/tracker.ts'
import type { User } from '../../../../shared/entities/user.ts'
import { inCell, signed } from './cell-signs.ts'
import { breachMark, statusMark } from './marks.ts'
import type { TrackerRow, TrackerTab } from './tracker-row.ts'

export interface ColumnSettings {
  tab: TrackerTab
  today: string
  locale: string
  users: readonly User[]
  /** Read when a list of choices is opened. */
  tags: () => readonly Tag[]
  rows: () => readonly TrackerRow[]
  /** Whether the host refuses what breaks the rules of the workflow. */
  isStrict: boolean
  /** Too little room for every column beside the tree: a new view leaves some out. */
  isNarrow: boolean
  /** The text of a key of the catalogue. */
  t: (key: string, values?: Record<string, unknown>) => string
  /** A day as the window shows it. */
  date: (day: string) => string
}

/** Text, cut off where the cell ends. A plain text is laid out sooner than one with an element of its own. */
export const words = (text: string, extra = '') => (extra === '' ? text : h('span', { class: extra }, text))
export const dash = () => h('span', { class: 'faint', 'aria-hidden': 'true' }, '–')

export const tagCell = (tag: Tag) =>
  h('span', { class: 'tag', title: tag.description ?? tag.name }, [
    h('i', { style: { background: tag.color } }),
    tag.name,
  ])

/** That something is wrong with the row, and what. */
export function breachSign({ remarks }: TrackerRow) {
  const sentences = remarks.join('\n')
  return h('span', { class: 'breach in-front', title: sentences }, [
    inCell(breachMark()),
    h('span', { class: 'sr-only' }, sentences),
  ])
}

export const statusCell = (status: ProductionStatus | QcStatus | undefined, label: string): VNodeChild =>
  status ? signed(statusMark(status), label, { class: status === 'not_started' ? 'faint' : '' }) : dash()
