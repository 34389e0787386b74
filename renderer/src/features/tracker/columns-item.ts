// The columns that say what an item is, and what is written beside it.
import { h } from 'vue'
import type { FilterChoice } from '../../grid/pipeline/filters.ts'
import { writeSet } from '../../grid/clipboard/cell-text.ts'
import type { GridColumn } from '../../grid/columns/columns.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'
import { breachSign, dash, words, tagCell, type ColumnSettings } from './cells.ts'
import { inCell } from './cell-signs.ts'
import { commentMark, resolvedMark } from './marks.ts'
import { commentStates, type TrackerRow } from './tracker-row.ts'

type Column = GridColumn<TrackerRow>

/** Distinct texts of the rows, in the order of their numbers. */
function choicesOf(rows: readonly TrackerRow[], text: (row: TrackerRow) => string, none: string): FilterChoice[] {
  const distinct = [...new Set(rows.map(text))]
  distinct.sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))
  return distinct.map((value) => ({ value: value || null, label: value || none }))
}

/** Texts repeat from row to row: each key is made once. */
function keysOfTexts() {
  const keys = new Map<string, string>()
  return (text: string) => {
    let key = keys.get(text)
    if (key === undefined) keys.set(text, (key = naturalKey(text)))
    return key
  }
}

export function itemColumns({ tab, rows, isNarrow, t }: ColumnSettings): Column[] {
  const isOutput = tab === 'TLF'
  const header = (id: string) => t(`tracker.columns.${id}`)
  const none = t('tracker.none')
  const keyOf = keysOfTexts()
  /** A column of a text that many rows share. */
  const shared = (
    id: string,
    width: number,
    text: (row: TrackerRow) => string,
    fields: Partial<Column> = {},
  ): Column => ({
    id,
    header: header(id),
    group: 'item',
    width,
    sortKey: (row) => keyOf(text(row)) || null,
    text,
    render: (row) => (text(row) ? words(text(row), 'soft') : dash()),
    filter: {
      kind: 'set',
      values: (row) => [text(row) || null],
      choices: () => choicesOf(rows(), text, none),
    },
    ...fields,
  })

  const columns: (Column | null)[] = [
    {
      id: 'code',
      header: header(isOutput ? 'output' : 'dataset'),
      group: 'item',
      width: 104,
      pinned: true,
      fixed: true,
      sortKey: (row) => row.codeKey,
      text: (row) => row.item.item_code,
      render: (row) => [
        h('span', { class: 'code' }, row.item.item_code),
        row.remarks.length > 0 ? breachSign(row) : null,
      ],
      filter: { kind: 'text', text: (row) => row.item.item_code },
    },
    {
      id: 'title',
      header: header(isOutput ? 'title' : 'label'),
      group: 'item',
      width: 178,
      flexible: true,
      sortKey: (row) => keyOf(row.titleText) || null,
      text: (row) => row.titleText,
      render: (row) => (row.titleText ? words(row.titleText) : dash()),
      filter: { kind: 'text', text: (row) => row.titleText },
    },
    isOutput
      ? shared('category', 104, (row) => row.categoryText, {
          hint: t('tracker.hints.category'),
          initiallyHidden: isNarrow,
        })
      : null,
    isOutput ? shared('subtype', 84, (row) => row.item.item_subtype, { initiallyHidden: true }) : null,
    isOutput ? shared('population', 150, (row) => row.populationText, { initiallyHidden: true }) : null,
  ]
  return columns.filter((column) => column !== null)
}

export function noteColumns({ tags, date, t }: ColumnSettings): Column[] {
  const header = (id: string) => t(`tracker.columns.${id}`)
  return [
    {
      id: 'comments',
      header: header('comments'),
      group: 'notes',
      width: 88,
      hint: t('tracker.hints.comments'),
      sortKey: (row) => (row.comments.total === 0 ? null : -row.comments.open * 10_000 - row.comments.total),
      text: (row) => `${row.comments.open}/${row.comments.total}/${row.comments.unread}`,
      copyText: (row) => `${row.comments.open}/${row.comments.total}`,
      render: ({ comments }) => {
        if (comments.total === 0) return dash()
        const title = t('tracker.unreadComments', { count: comments.unread })
        const unread =
          comments.unread > 0 ? [h('span', { class: 'unread', title, role: 'img', 'aria-label': title })] : []
        if (comments.open === 0) {
          const resolved = { class: 'comment-count done', title: t('tracker.allResolved', { count: comments.total }) }
          return [h('span', resolved, [inCell(resolvedMark()), comments.total]), ...unread]
        }
        const badges = (['programming', 'biostat', 'other'] as const).filter((kind) => comments[kind] > 0)
        return [
          ...badges.map((kind) =>
            h(
              'span',
              { class: ['comment-count', kind], title: t(`tracker.openComments.${kind}`, { count: comments[kind] }) },
              [kind === 'other' ? inCell(commentMark()) : t(`tracker.commentLetter.${kind}`), h('b', comments[kind])],
            ),
          ),
          ...unread,
        ]
      },
      filter: {
        kind: 'set',
        values: (row) => row.comments.states,
        choices: () => commentStates.map((value) => ({ value, label: t(`tracker.commentState.${value}`) })),
      },
    },
    {
      id: 'tags',
      header: header('tags'),
      group: 'notes',
      width: 176,
      sortKey: (row) => row.tags.map(({ name }) => name).join(' ') || null,
      text: (row) => row.tags.map(({ name, color }) => name + color).join(' '),
      render: (row) => (row.tags.length > 0 ? row.tags.map(tagCell) : null),
      copyText: (row) => row.tags.map(({ name }) => name).join('; '),
      editor: {
        kind: 'set',
        value: (row) => writeSet(row.tags.map(({ id }) => id)),
        options: () => tags().map(({ id, name }) => ({ value: id, label: name })),
        clearable: true,
      },
      filter: {
        kind: 'set',
        values: (row) => (row.tags.length > 0 ? row.tags.map(({ id }) => id) : [null]),
        choices: () => [
          { value: null, label: t('tracker.noTag') },
          ...tags().map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
    },
    {
      id: 'updated_at',
      header: header('changed'),
      group: 'notes',
      width: 108,
      initiallyHidden: true,
      sortKey: (row) => row.changedAt || null,
      text: (row) => row.changedAt.slice(0, 10),
      render: (row) =>
        row.changedAt
          ? h('span', { class: 'numeric soft', title: row.changedAt }, date(row.changedAt.slice(0, 10)))
          : dash(),
      filter: { kind: 'day', day: (row) => row.changedAt.slice(0, 10) || null },
    },
  ]
}
