// The tracker's columns: what each shows, is ordered by, and how it is edited. The order of statuses and priorities is
// that of the work, not of the alphabet.
import { h, type VNodeChild } from 'vue'
import {
  priorities,
  productionStatuses,
  qcStatuses,
  type ProductionStatus,
  type QcStatus,
} from '../../../../shared/entities/tracker.ts'
import type { User } from '../../../../shared/entities/user.ts'
import type { CellOption, CellValue, ColumnGroup, GridColumn } from '../../grid/columns.ts'
import { naturalKey } from '../../grid/natural-order.ts'
import { dueOf } from './due.ts'
import { commentMark, overdueMark, priorityMark, soonMark, statusMark } from './marks.ts'
import { nameOf, type TrackerRow, type TrackerTab } from './tracker-row.ts'

/** The fields of a tracker row that are edited in the cell; column ids are these names. */
export const editableFields = [
  'production_programmer_id',
  'production_status',
  'priority',
  'due_date',
  'qc_programmer_id',
  'qc_status',
] as const
export type EditableField = (typeof editableFields)[number]
export const isEditableField = (column: string): column is EditableField =>
  (editableFields as readonly string[]).includes(column)

export interface ColumnSettings {
  tab: TrackerTab
  today: string
  locale: string
  users: readonly User[]
  /** The text of a key of the catalogue. */
  t: (key: string, values?: Record<string, unknown>) => string
}

export const trackerGroups = (t: ColumnSettings['t']): ColumnGroup[] =>
  ['item', 'production', 'qc', 'notes'].map((id) => ({ id, header: t(`tracker.groups.${id}`) }))

const ellipsis = (text: string, extra = '') => h('span', { class: ['ellipsis', extra], title: text }, text)
const dash = () => h('span', { class: 'faint', 'aria-hidden': 'true' }, '–')

export function trackerColumns(settings: ColumnSettings): GridColumn<TrackerRow>[] {
  const { tab, today, locale, users, t } = settings
  const dates = new Intl.DateTimeFormat(locale, { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const date = (day: string | null | undefined) => (day ? dates.format(new Date(`${day}T00:00:00Z`)) : '')
  const header = (id: string) => t(`tracker.columns.${id}`)

  const statusOption =
    (kind: 'production' | 'qc') =>
    (status: ProductionStatus | QcStatus): CellOption => ({
      value: status,
      label: t(`tracker.status.${status}`),
      hint: t(`tracker.statusHint.${kind}.${status}`),
      mark: () => statusMark(status),
    })
  const productionOptions = productionStatuses.map(statusOption('production'))
  const qcOptions = qcStatuses.map(statusOption('qc'))
  const priorityOptions = priorities.map((priority): CellOption => ({
    value: priority,
    label: t(`tracker.priority.${priority}`),
    mark: () => priorityMark(priority),
  }))
  const nobody: CellOption = { value: null, label: t('tracker.unassigned'), hint: t('tracker.clearHint') }
  const people = users
    .filter((user) => user.is_active)
    .map((user) => ({ user, name: nameOf(user) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))

  /** Nobody checks their own work: the other programmer of the row cannot be chosen. */
  const peopleFor = (other: (row: TrackerRow) => number | null | undefined, otherRole: string) => (row: TrackerRow) => [
    nobody,
    ...people.map(({ user, name }): CellOption => ({
      value: user.id,
      label: name,
      hint: user.department ?? '',
      refusal: other(row) === user.id ? t(`tracker.already.${otherRole}`) : undefined,
    })),
  ]

  const statusCell = (status: ProductionStatus | QcStatus | undefined): VNodeChild =>
    status
      ? [statusMark(status), ellipsis(t(`tracker.status.${status}`), status === 'not_started' ? 'faint' : '')]
      : dash()
  const personCell = (name: string): VNodeChild =>
    name ? ellipsis(name) : h('span', { class: 'faint' }, t('tracker.unassigned'))
  const rank = (list: readonly CellValue[], value: CellValue | undefined) =>
    value === undefined ? null : list.indexOf(value)

  function dueText(row: TrackerRow): string {
    const { state, days } = dueOf(row.tracker, today)
    if (state === 'overdue') return t('tracker.due.overdue', { days: -days })
    if (state === 'soon') return days === 0 ? t('tracker.due.today') : t('tracker.due.soon', { days })
    return ''
  }
  function dueCell(row: TrackerRow): VNodeChild {
    const { state } = dueOf(row.tracker, today)
    const text = date(row.tracker?.due_date)
    if (!text) return dash()
    const note = dueText(row)
    const mark = state === 'overdue' ? overdueMark() : state === 'soon' ? soonMark() : null
    return [
      h('span', { class: ['numeric', { faint: state === 'delivered' }] }, text),
      mark && h('span', { class: ['due-note', state], title: note }, [mark, note]),
    ]
  }

  const columns: (GridColumn<TrackerRow> | null)[] = [
    {
      id: 'code',
      header: header(tab === 'TLF' ? 'output' : 'dataset'),
      group: 'item',
      width: 112,
      pinned: true,
      sortKey: (row) => row.codeKey,
      text: (row) => row.item.item_code,
      render: (row) => h('span', { class: 'ellipsis code', title: row.item.item_code }, row.item.item_code),
    },
    {
      id: 'title',
      header: header(tab === 'TLF' ? 'title' : 'label'),
      group: 'item',
      width: 208,
      flexible: true,
      sortKey: (row) => naturalKey(row.titleText) || null,
      text: (row) => row.titleText,
      render: (row) => (row.titleText ? ellipsis(row.titleText) : dash()),
    },
    tab === 'TLF'
      ? {
          id: 'category',
          header: header('category'),
          group: 'item',
          width: 104,
          sortKey: (row) => naturalKey(row.categoryText),
          text: (row) => row.categoryText,
          render: (row) => ellipsis(row.categoryText, 'soft'),
        }
      : null,
    {
      id: 'production_programmer_id',
      header: header('programmer'),
      group: 'production',
      width: 122,
      sortKey: (row) => row.producerName.toLowerCase() || null,
      text: (row) => row.producerName,
      render: (row) => personCell(row.producerName),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.production_programmer_id ?? null,
        options: peopleFor((row) => row.tracker?.qc_programmer_id, 'qc'),
        clearable: true,
      },
    },
    {
      id: 'production_status',
      header: header('status'),
      group: 'production',
      width: 120,
      sortKey: (row) => rank(productionStatuses, row.tracker?.production_status),
      text: (row) => row.tracker?.production_status ?? '',
      render: (row) => statusCell(row.tracker?.production_status),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.production_status ?? null,
        options: () => productionOptions,
        clearable: false,
      },
    },
    {
      id: 'priority',
      header: header('priority'),
      group: 'production',
      width: 92,
      sortKey: (row) => (row.tracker ? -priorities.indexOf(row.tracker.priority) : null),
      text: (row) => row.tracker?.priority ?? '',
      render: (row) =>
        row.tracker
          ? [priorityMark(row.tracker.priority), ellipsis(t(`tracker.priority.${row.tracker.priority}`))]
          : dash(),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.priority ?? null,
        options: () => priorityOptions,
        clearable: false,
      },
    },
    {
      id: 'due_date',
      header: header('due'),
      group: 'production',
      width: 166,
      sortKey: (row) => row.tracker?.due_date ?? null,
      text: (row) => row.tracker?.due_date ?? '',
      render: dueCell,
      editor: { kind: 'day', value: (row) => row.tracker?.due_date ?? null, clearable: true },
    },
    {
      id: 'qc_programmer_id',
      header: header('programmer'),
      group: 'qc',
      width: 122,
      sortKey: (row) => row.checkerName.toLowerCase() || null,
      text: (row) => row.checkerName,
      render: (row) => personCell(row.checkerName),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.qc_programmer_id ?? null,
        options: peopleFor((row) => row.tracker?.production_programmer_id, 'production'),
        clearable: true,
      },
    },
    {
      id: 'qc_status',
      header: header('status'),
      group: 'qc',
      width: 120,
      sortKey: (row) => rank(qcStatuses, row.tracker?.qc_status),
      text: (row) => row.tracker?.qc_status ?? '',
      render: (row) => statusCell(row.tracker?.qc_status),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.qc_status ?? null,
        options: () => qcOptions,
        clearable: false,
      },
    },
    {
      id: 'qc_level',
      header: header('level'),
      group: 'qc',
      width: 58,
      sortKey: (row) => row.tracker?.qc_level ?? null,
      text: (row) => row.tracker?.qc_level ?? '',
      render: (row) =>
        row.tracker?.qc_level ? ellipsis(row.tracker.qc_level.replace(/^level/, ''), 'numeric') : dash(),
    },
    {
      id: 'qc_completion_date',
      header: header('done'),
      group: 'qc',
      width: 104,
      sortKey: (row) => row.tracker?.qc_completion_date ?? null,
      text: (row) => row.tracker?.qc_completion_date ?? '',
      render: (row) =>
        row.tracker?.qc_completion_date
          ? h('span', { class: 'numeric' }, date(row.tracker.qc_completion_date))
          : dash(),
    },
    {
      id: 'comments',
      header: header('comments'),
      group: 'notes',
      width: 96,
      sortKey: (row) => -row.openComments,
      text: (row) => String(row.openComments),
      render: (row) =>
        row.openComments > 0
          ? h(
              'span',
              { class: 'comment-count numeric', title: t('tracker.openComments', { count: row.openComments }) },
              [commentMark(), row.openComments],
            )
          : dash(),
    },
    {
      id: 'tags',
      header: header('tags'),
      group: 'notes',
      width: 176,
      sortKey: (row) => row.tags.map(({ name }) => name).join(' ') || null,
      text: (row) => row.tags.map(({ name, color }) => name + color).join(' '),
      render: (row) =>
        row.tags.length > 0
          ? row.tags.map((tag) =>
              h('span', { class: 'tag', title: tag.description ?? tag.name }, [
                h('i', { style: { background: tag.color } }),
                tag.name,
              ]),
            )
          : null,
    },
  ]
  return columns.filter((column) => column !== null)
}
