// The lines of the tracker: joined from their parts, and the same object again where nothing changed.
import { describe, expect, it } from 'vitest'
import type { Comment } from '../../../shared/entities/comment.ts'
import type { ReportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import type { Tag, TrackerTag } from '../../../shared/entities/tag.ts'
import type { TextElement } from '../../../shared/entities/text-element.ts'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import type { User } from '../../../shared/entities/user.ts'
import { dueOf } from '../../../renderer/src/features/tracker/due.ts'
import {
  countComments,
  joinRows,
  tagsByTracker,
  type TrackerSources,
} from '../../../renderer/src/features/tracker/tracker-row.ts'
import { RowTable } from '../../../renderer/src/stores/row-table.ts'

const base = { version: 1, created_at: '', updated_at: '' }
const item = (id: number, fields: Partial<ReportingEffortItem> = {}): ReportingEffortItem => ({
  ...base,
  id,
  reporting_effort_id: 1,
  source_type: null,
  source_id: null,
  source_item_id: null,
  item_type: 'TLF',
  item_subtype: 'Table',
  item_code: `t14.1.${id}`,
  item_description: null,
  title_id: null,
  population_flag_id: null,
  ich_category_id: null,
  dataset_label: null,
  sorting_order: null,
  dataset_acronyms: null,
  is_active: true,
  item_status: 'PENDING',
  ...fields,
})
const tracker = (id: number, itemId: number, fields: Partial<Tracker> = {}): Tracker => ({
  ...base,
  id,
  reporting_effort_item_id: itemId,
  production_programmer_id: null,
  qc_programmer_id: null,
  production_status: 'not_started',
  qc_status: 'not_started',
  due_date: null,
  qc_completion_date: null,
  priority: 'medium',
  qc_level: null,
  in_production_flag: false,
  unblinded_flag: false,
  ...fields,
})
const person = (id: number, username: string, display_name: string | null): User => ({
  ...base,
  id,
  username,
  display_name,
  email: null,
  role: 'EDITOR',
  department: null,
  weekly_capacity: null,
  is_active: true,
})
const text = (id: number, label: string): TextElement => ({ ...base, id, type: 'title', label, content: null })
const tag = (id: number, name: string): Tag => ({ ...base, id, name, color: '#000000', description: null })
const link = (id: number, tracker_id: number, tag_id: number): TrackerTag => ({ ...base, id, tracker_id, tag_id })
const comment = (id: number, fields: Partial<Comment>): Comment => ({
  ...base,
  id,
  tracker_id: 1,
  user_id: 1,
  parent_comment_id: null,
  comment_text: 'x',
  comment_type: 'programming',
  is_resolved: false,
  resolved_by_user_id: null,
  resolved_at: null,
  ...fields,
})
const byId = <T extends { id: number }>(...rows: T[]) => RowTable.of(rows)

const sources: TrackerSources = {
  items: byId(
    item(1, { title_id: 5 }),
    item(2),
    item(3, { item_type: 'Dataset', item_subtype: 'ADaM', dataset_label: 'Subjects' }),
  ),
  trackers: byId(tracker(11, 1, { production_programmer_id: 7 }), tracker(12, 2)),
  texts: byId(text(5, 'Disposition')),
  users: byId(person(7, 'm.okafor', 'Maya Okafor'), person(8, 'plain', null)),
  comments: countComments([comment(1, { tracker_id: 11 }), comment(2, { tracker_id: 11 })], new Map()),
  tags: new Map(),
  findings: new Map(),
}

describe('tracker lines', () => {
  it('join an item with its tracker row and names', () => {
    const rows = joinRows(sources)
    expect(rows.get(1)).toMatchObject({ titleText: 'Disposition', producerName: 'Maya Okafor', comments: { open: 2 } })
    expect(rows.get(3)).toMatchObject({ titleText: 'Subjects', categoryText: 'ADaM', tracker: undefined })
    expect(rows.get(1)!.searchText).toContain('maya okafor')
  })

  it.each([
    ['a tracker row has changed', (changed: Tracker) => sources.trackers.with([changed])],
    ['all have been read anew', (changed: Tracker) => byId(changed, sources.trackers.get(12)!)],
  ])('keep their identity unless one of their own parts changed: %s', (_, trackersWith) => {
    const before = joinRows(sources)
    const trackers = trackersWith(tracker(11, 1, { production_programmer_id: 8, version: 2 }))
    const after = joinRows({ ...sources, trackers }, { sources, rows: before })
    expect([...after.keys()]).toEqual([1, 2, 3])
    expect(after.get(1)).not.toBe(before.get(1))
    expect(after.get(1)?.producerName).toBe('plain')
    expect(after.get(2)).toBe(before.get(2))
    expect(after.get(3)).toBe(before.get(3))
  })
})

describe('what hangs on a tracker row', () => {
  it('counts threads by kind and state, not replies', () => {
    const comments = [
      comment(1, {}),
      comment(2, { parent_comment_id: 1 }),
      comment(3, { is_resolved: true }),
      comment(4, { comment_type: 'BIOSTAT' }),
      comment(5, { comment_type: 'QUESTION' }),
      comment(6, { tracker_id: 9, is_resolved: true }),
    ]
    const counts = countComments(comments, new Map())
    expect(counts.get(1)).toEqual({
      total: 4,
      open: 3,
      programming: 1,
      biostat: 1,
      other: 1,
      unread: 0,
      states: ['open_programming', 'open_biostat', 'open_other'],
    })
    expect(counts.get(9)).toMatchObject({ total: 1, open: 0, states: ['resolved'] })
    const after = countComments([...comments, comment(7, { tracker_id: 9 })], counts)
    const seen = countComments(comments, counts, ({ id }) => id === 2 || id === 6)
    expect([seen.get(1)?.unread, seen.get(9)?.unread]).toEqual([1, 1])
    expect(after.get(1)).toBe(counts.get(1))
    expect(after.get(9)).toMatchObject({ open: 1 })
  })

  it('lists tags by name and keeps an unchanged list', () => {
    const tags = byId(tag(1, 'Topline'), tag(2, 'Batch 1'))
    const before = tagsByTracker([link(1, 11, 1), link(2, 11, 2), link(3, 12, 1)], tags, new Map())
    expect(before.get(11)?.map(({ name }) => name)).toEqual(['Batch 1', 'Topline'])
    const after = tagsByTracker([link(1, 11, 1), link(3, 12, 1)], tags, before)
    expect(after.get(12)).toBe(before.get(12))
    expect(after.get(11)?.map(({ name }) => name)).toEqual(['Topline'])
  })
})

describe('due dates', () => {
  it.each([
    [null, 'not_started', 'none'],
    ['2026-03-09', 'not_started', 'overdue'],
    ['2026-03-10', 'in_progress', 'soon'],
    ['2026-03-17', 'failed', 'soon'],
    ['2026-03-18', 'not_started', 'later'],
    ['2026-03-01', 'completed', 'delivered'],
  ] as const)('%s with QC %s is %s', (due_date, qc_status, state) =>
    expect(dueOf({ due_date, qc_status }, '2026-03-10').state).toBe(state),
  )
})
