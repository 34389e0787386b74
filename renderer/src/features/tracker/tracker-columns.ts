// The tracker's columns: the item, the work on it (here: who, how far, by when, and how it is edited), and the notes. The
// order of statuses and priorities is that of the work, not of the alphabet.
import { h, type VNodeChild } from 'vue'
import {
  priorities,
  productionStatuses,
  qcStatuses,
  type ProductionStatus,
  type QcStatus,
} from '../../../../shared/entities/tracker.ts'
import type { CellOption, CellValue, ColumnGroup, GridColumn } from '../../grid/columns/columns.ts'
import { ME, type ColumnFilter } from '../../grid/pipeline/filters.ts'
import { inCell, signed } from './cell-signs.ts'
import { dash, words, statusCell, type ColumnSettings } from './cells.ts'
import { breachBy } from '../../../../shared/domain/workflow.ts'
import { itemColumns, noteColumns } from './columns-item.ts'
import { dueOf, isOverdue } from './due.ts'
import { liveMark, overdueMark, priorityMark, soonMark, statusMark } from './marks.ts'
import { nameOf, type TrackerRow } from './tracker-row.ts'

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

export const trackerGroups = (t: ColumnSettings['t']): ColumnGroup[] =>
  ['item', 'production', 'qc', 'notes'].map((id) => ({ id, header: t(`tracker.groups.${id}`) }))

/** The levels that forms offer (features 1.10, TRK-21); an import may have brought others, shown as they are. */
const qcLevels = ['level1', 'level2', 'level3'] as const
const levelText = (level: string) => level.replace(/^level/, '')

export function trackerColumns(settings: ColumnSettings): GridColumn<TrackerRow>[] {
  const { today, locale, users, t } = settings
  const date = (day: string | null | undefined) => (day ? settings.date(day) : '')
  const header = (id: string) => t(`tracker.columns.${id}`)
  /** As lists of columns name it, where "Status" alone would be one of two. */
  const title = (group: 'production' | 'qc', id: string) => t(`tracker.longColumns.${group}`, { column: header(id) })

  const statusOption =
    (kind: 'production' | 'qc') =>
    (status: ProductionStatus | QcStatus): CellOption => ({
      value: status,
      label: t(`tracker.status.${status}`),
      hint: t(`tracker.statusHint.${kind}.${status}`),
      mark: () => statusMark(status),
    })
  /** A status that the rules forbid in this row says which one. */
  const allowedIn =
    (field: 'production_status' | 'qc_status', options: readonly CellOption[]) =>
    ({ tracker }: TrackerRow): CellOption[] =>
      options.map((option) => {
        if (!tracker || !settings.isStrict || option.value === tracker[field]) return option
        const breach = breachBy(tracker, { [field]: option.value }, today)
        return breach ? { ...option, refusal: breach.message } : option
      })
  const productionOptions = productionStatuses.map(statusOption('production'))
  const qcOptions = qcStatuses.map(statusOption('qc'))
  const priorityOptions = priorities.map((priority): CellOption => ({
    value: priority,
    label: t(`tracker.priority.${priority}`),
    mark: () => priorityMark(priority),
  }))
  const levelOptions: CellOption[] = [
    ...qcLevels.map((level) => ({
      value: level,
      label: t('tracker.level', { level: levelText(level) }),
      aliases: [levelText(level)],
    })),
    { value: null, label: t('tracker.none') },
  ]
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
      aliases: [user.username, ...(user.email ? [user.email] : [])],
      refusal: other(row) === user.id ? t(`tracker.already.${otherRole}`) : undefined,
    })),
  ]

  const peopleFilter = (id: (row: TrackerRow) => number | null | undefined): ColumnFilter<TrackerRow> => ({
    kind: 'set',
    values: (row) => [id(row) ?? null],
    choices: () => [
      { value: ME, label: t('tracker.me') },
      { value: null, label: t('tracker.unassigned') },
      ...people.map(({ user, name }) => ({ value: user.id, label: name, hint: user.department ?? '' })),
    ],
  })
  const optionFilter = (options: readonly CellOption[], value: (row: TrackerRow) => CellValue | undefined) =>
    ({
      kind: 'set',
      values: (row: TrackerRow) => [value(row) ?? null],
      choices: () => options.map((option) => ({ value: option.value, label: option.label })),
    }) satisfies ColumnFilter<TrackerRow>

  const status = (value: ProductionStatus | QcStatus | undefined) =>
    statusCell(value, value ? t(`tracker.status.${value}`) : '')
  const personCell = (name: string): VNodeChild =>
    name ? words(name) : h('span', { class: 'faint' }, t('tracker.unassigned'))
  const rank = (list: readonly CellValue[], value: CellValue | undefined) =>
    value === undefined ? null : list.indexOf(value)

  function dueText(row: TrackerRow): string {
    const { state, days } = dueOf(row.tracker, today)
    if (state === 'overdue') return t('tracker.due.overdue', { days: -days })
    if (state === 'soon') return days === 0 ? t('tracker.due.today') : t('tracker.due.soon', { days })
    return ''
  }
  function dueCell(row: TrackerRow): VNodeChild {
    const { state, days } = dueOf(row.tracker, today)
    const text = date(row.tracker?.due_date)
    if (!text) return dash()
    const note = dueText(row)
    const day = h('span', { class: ['numeric', { faint: state === 'delivered' }] }, text)
    const mark = state === 'overdue' ? overdueMark() : state === 'soon' ? soonMark() : null
    if (!mark) return day
    const short = days === 0 ? note : t('tracker.due.days', { days: Math.abs(days) })
    return [day, signed(mark, short, { class: `due-note ${state}`, title: note, role: 'img', 'aria-label': note })]
  }

  const work: GridColumn<TrackerRow>[] = [
    {
      id: 'production_programmer_id',
      header: header('programmer'),
      title: title('production', 'programmer'),
      group: 'production',
      filter: peopleFilter((row) => row.tracker?.production_programmer_id),
      width: 108,
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
      title: title('production', 'status'),
      group: 'production',
      filter: optionFilter(productionOptions, (row) => row.tracker?.production_status),
      width: 110,
      sortKey: (row) => rank(productionStatuses, row.tracker?.production_status),
      text: (row) => row.tracker?.production_status ?? '',
      render: (row) => status(row.tracker?.production_status),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.production_status ?? null,
        options: allowedIn('production_status', productionOptions),
        clearable: false,
      },
    },
    {
      id: 'priority',
      header: header('priority'),
      group: 'production',
      filter: optionFilter(priorityOptions.toReversed(), (row) => row.tracker?.priority),
      width: 96,
      sortKey: (row) => (row.tracker ? -priorities.indexOf(row.tracker.priority) : null),
      text: (row) => row.tracker?.priority ?? '',
      render: (row) =>
        row.tracker
          ? signed(priorityMark(row.tracker.priority), t(`tracker.priority.${row.tracker.priority}`))
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
      filter: {
        kind: 'day',
        day: (row) => row.tracker?.due_date ?? null,
        isOverdue: (row) => isOverdue(row.tracker, today),
      },
      width: 152,
      sortKey: (row) => row.tracker?.due_date ?? null,
      text: (row) => row.tracker?.due_date ?? '',
      render: dueCell,
      editor: { kind: 'day', value: (row) => row.tracker?.due_date ?? null, clearable: true },
    },
    {
      id: 'in_production_flag',
      header: header('inProduction'),
      title: t('tracker.inProduction'),
      hint: t('tracker.hints.inProduction'),
      group: 'production',
      width: 62,
      initiallyHidden: settings.isNarrow,
      filter: { kind: 'flag', flag: (row) => row.tracker?.in_production_flag === true },
      sortKey: (row) => (row.tracker?.in_production_flag ? 0 : 1),
      text: (row) => (row.tracker?.in_production_flag ? t('tracker.inProduction') : ''),
      render: (row) =>
        row.tracker?.in_production_flag
          ? h('span', { class: 'live', title: t('tracker.inProduction') }, [
              inCell(liveMark()),
              h('span', { class: 'sr-only' }, t('tracker.inProduction')),
            ])
          : dash(),
      editor: {
        kind: 'option',
        value: (row) => (row.tracker ? Number(row.tracker.in_production_flag) : null),
        options: ({ tracker }) => [
          {
            value: 1,
            label: t('tracker.yes'),
            aliases: ['true', 'x', t('tracker.inProduction')],
            refusal:
              settings.isStrict && tracker && tracker.qc_status !== 'completed' ? t('tracker.needsQc') : undefined,
          },
          { value: 0, label: t('tracker.no'), aliases: ['false', '-'] },
        ],
        clearable: false,
      },
    },
    {
      id: 'qc_programmer_id',
      header: header('programmer'),
      title: title('qc', 'programmer'),
      group: 'qc',
      filter: peopleFilter((row) => row.tracker?.qc_programmer_id),
      width: 108,
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
      title: title('qc', 'status'),
      group: 'qc',
      filter: optionFilter(qcOptions, (row) => row.tracker?.qc_status),
      width: 110,
      sortKey: (row) => rank(qcStatuses, row.tracker?.qc_status),
      text: (row) => row.tracker?.qc_status ?? '',
      render: (row) => status(row.tracker?.qc_status),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.qc_status ?? null,
        options: allowedIn('qc_status', qcOptions),
        clearable: false,
      },
    },
    {
      id: 'qc_level',
      header: header('level'),
      title: title('qc', 'level'),
      hint: t('tracker.hints.level'),
      group: 'qc',
      width: 50,
      filter: optionFilter(levelOptions, (row) => row.tracker?.qc_level),
      sortKey: (row) => row.tracker?.qc_level ?? null,
      text: (row) => row.tracker?.qc_level ?? '',
      render: (row) => (row.tracker?.qc_level ? words(levelText(row.tracker.qc_level), 'numeric') : dash()),
      editor: {
        kind: 'option',
        value: (row) => row.tracker?.qc_level ?? null,
        options: () => levelOptions,
        clearable: true,
      },
    },
    {
      id: 'qc_completion_date',
      header: header('done'),
      title: title('qc', 'done'),
      group: 'qc',
      filter: { kind: 'day', day: (row) => row.tracker?.qc_completion_date ?? null },
      width: 104,
      initiallyHidden: settings.isNarrow,
      sortKey: (row) => row.tracker?.qc_completion_date ?? null,
      text: (row) => row.tracker?.qc_completion_date ?? '',
      render: (row) =>
        row.tracker?.qc_completion_date
          ? h('span', { class: 'numeric' }, date(row.tracker.qc_completion_date))
          : dash(),
    },
  ]
  return [...itemColumns(settings), ...work, ...noteColumns(settings)]
}
