// Every event of the catalogue, as a pure function of a change: its type, exactly its payload, and what our clients read.
import { describe, expect, test } from 'vitest'
import { labelOf, toFrame, toFrames } from '../../../server/feed/frames.ts'
import type { Change } from '../../../shared/changes.ts'
import { entities } from '../../../shared/entities/index.ts'

type Row = Record<string, unknown>
const times = { created_at: '2030-01-01T00:00:00.000Z', updated_at: '2030-01-01T00:00:00.000Z' }
const at = '2030-02-03T04:05:06.789Z'

function change(entity: string, action: Change['action'], row: Row, more: Partial<Change> = {}): Change {
  const full = { id: 1, version: 3, ...times, ...row }
  return {
    seq: 9,
    tx: 9,
    epoch: 'e',
    at,
    actor_id: 7,
    actor_name: 'ada',
    session_id: 'secret-session',
    client_address: '10.0.0.1',
    entity,
    row_id: Number(full.id),
    action,
    version: 3,
    before: action === 'delete' ? full : action === 'update' ? {} : null,
    after: action === 'delete' ? null : full,
    context: null,
    reason: 'because',
    previous_hash: 'p',
    hash: 'h',
    ...more,
  }
}

const study = { study_label: 'ONCOLOGY-2024-001', study_title: null, phase: null, therapeutic_area: null }
const release = { study_id: 1, database_release_label: 'DB_LOCK', database_release_date: '2024-12-01' }
const effort = { study_id: 1, database_release_id: 1, database_release_label: 'INTERIM' }
const content = {
  item_type: 'TLF',
  item_subtype: 'Table',
  item_code: 'T-14.1.1',
  item_description: 'Demographics',
  title_id: null,
  population_flag_id: null,
  ich_category_id: null,
  dataset_label: null,
  sorting_order: null,
  dataset_acronyms: null,
}
const item = {
  reporting_effort_id: 1,
  source_type: null,
  source_id: null,
  source_item_id: null,
  ...content,
  is_active: true,
  item_status: 'PENDING',
}
const packaged = { package_id: 1, ...content }
const itsPackage = {
  package_name: 'Safety',
  study_indication: 'Oncology',
  therapeutic_area: 'Solid',
  description: null,
}
const text = { type: 'title', label: 'Demographics Table', content: 'Table 14.1.1' }
const tracker = {
  reporting_effort_item_id: 1,
  production_programmer_id: 1,
  qc_programmer_id: 2,
  production_status: 'in_progress',
  qc_status: 'not_started',
  due_date: null,
  qc_completion_date: null,
  priority: 'medium',
  qc_level: null,
  in_production_flag: false,
  unblinded_flag: false,
}
const comment = {
  tracker_id: 5,
  user_id: 7,
  parent_comment_id: null,
  comment_text: 'Which population?',
  comment_type: 'QUESTION',
  is_resolved: false,
  resolved_by_user_id: null,
  resolved_at: null,
}
const reply = { ...comment, id: 2, parent_comment_id: 1 }
const user = {
  username: 'johndoe',
  display_name: 'John Doe',
  email: 'john@example.org',
  role: 'EDITOR',
  department: 'Clinical Research',
  is_active: true,
}
const itsTag = { name: 'late', color: '#3B82F6', description: null }

const row = (values: Row) => ({ id: 1, ...times, ...values })
const trackerData = row({
  ...tracker,
  primary_programmer_id: 1,
  primary_status: 'IN_PROGRESS',
  unresolved_comment_count: 2,
})
const names = { username: 'johndoe', resolved_by_username: null }
const commentData = (values: Row) => ({
  ...row(values),
  ...names,
  is_parent_comment: values.parent_comment_id === null,
})
const created = { unresolved_count: 1, ...names }

/** Entity, action, row, context -> type and exactly the payload. */
type EventCase = [string, Change['action'], Row, Row | null, string, unknown]
const events: EventCase[] = [
  ['studies', 'create', study, null, 'study_created', row(study)],
  ['studies', 'update', study, null, 'study_updated', row(study)],
  ['studies', 'delete', study, null, 'study_deleted', { id: 1 }],
  ['database_releases', 'create', release, null, 'database_release_created', row(release)],
  ['database_releases', 'update', release, null, 'database_release_updated', row(release)],
  ['database_releases', 'delete', release, null, 'database_release_deleted', { id: 1 }],
  ['reporting_efforts', 'create', effort, null, 'reporting_effort_created', row(effort)],
  ['reporting_efforts', 'update', effort, null, 'reporting_effort_updated', row(effort)],
  ['reporting_efforts', 'delete', effort, null, 'reporting_effort_deleted', { id: 1 }],
  ['reporting_effort_items', 'create', item, null, 'reporting_effort_item_created', row(item)],
  ['reporting_effort_items', 'update', item, null, 'reporting_effort_item_updated', row(item)],
  ['reporting_effort_items', 'delete', item, null, 'reporting_effort_item_deleted', { id: 1, item_code: 'T-14.1.1' }],
  [
    'reporting_effort_item_tracker',
    'create',
    tracker,
    { unresolved_comment_count: 2 },
    'reporting_effort_tracker_created',
    trackerData,
  ],
  [
    'reporting_effort_item_tracker',
    'update',
    tracker,
    { unresolved_comment_count: 2 },
    'reporting_effort_tracker_updated',
    trackerData,
  ],
  [
    'reporting_effort_item_tracker',
    'delete',
    tracker,
    { unresolved_comment_count: 2, item_code: 'T-14.1.1', item_type: 'TLF', effort_id: 4 },
    'reporting_effort_tracker_deleted',
    {
      tracker: trackerData,
      deleted_at: at,
      deleted_by: { user_id: 7, username: 'ada' },
      item: { item_code: 'T-14.1.1', item_type: 'TLF', effort_id: 4 },
    },
  ],
  [
    'reporting_effort_item_tracker',
    'update',
    tracker,
    { unresolved_comment_count: 2, assignment_type: 'primary', programmer_id: 1 },
    'tracker_assignment_updated',
    { tracker: trackerData, assignment_type: 'primary', programmer_id: 1 },
  ],
  [
    'reporting_effort_item_tracker',
    'update',
    tracker,
    { unresolved_comment_count: 2, assignment_type: 'qc', programmer_id: null },
    'tracker_assignment_updated',
    { tracker: trackerData, assignment_type: 'qc', programmer_id: null },
  ],
  ['packages', 'create', itsPackage, null, 'package_created', row(itsPackage)],
  ['packages', 'update', itsPackage, null, 'package_updated', row(itsPackage)],
  ['packages', 'delete', itsPackage, null, 'package_deleted', { id: 1, package_name: 'Safety' }],
  ['package_items', 'create', packaged, null, 'package_item_created', row(packaged)],
  ['package_items', 'update', packaged, null, 'package_item_updated', row(packaged)],
  ['package_items', 'delete', packaged, null, 'package_item_deleted', { id: 1, item_code: 'T-14.1.1' }],
  ['text_elements', 'create', text, null, 'text_element_created', row({ ...text, type: 'TITLE' })],
  ['text_elements', 'update', text, null, 'text_element_updated', row({ ...text, type: 'TITLE' })],
  [
    'text_elements',
    'delete',
    text,
    null,
    'text_element_deleted',
    { id: 1, type: 'TITLE', label: 'Demographics Table' },
  ],
  [
    'tracker_comments',
    'create',
    comment,
    created,
    'comment_created',
    { tracker_id: 5, comment: commentData(comment), unresolved_count: 1 },
  ],
  [
    'tracker_comments',
    'create',
    reply,
    created,
    'comment_replied',
    { tracker_id: 5, parent_comment_id: 1, reply: commentData(reply), unresolved_count: 1 },
  ],
  [
    'tracker_comments',
    'update',
    comment,
    { ...created, unresolved_count: 0, resolved: true },
    'comment_resolved',
    { tracker_id: 5, comment_id: 1, unresolved_count: 0 },
  ],
  ['tracker_comments', 'update', comment, created, 'comment_updated', { ...commentData(comment), unresolved_count: 1 }],
  ['tracker_comments', 'delete', comment, created, 'comment_deleted', { id: 1, tracker_id: 5, unresolved_count: 1 }],
  ...(['create', 'update'] as const).map((action): EventCase => [
    'users',
    action,
    user,
    null,
    `user_${action}d`,
    row({ username: 'johndoe', role: 'EDITOR', department: 'Clinical Research' }),
  ]),
  ['users', 'delete', user, null, 'user_deleted', { id: 1, username: 'johndoe' }],
  ['tracker_tags', 'create', itsTag, null, 'tracker_tag_created', row(itsTag)],
  ['tracker_tags', 'update', itsTag, null, 'tracker_tag_updated', row(itsTag)],
  ['tracker_tags', 'delete', itsTag, null, 'tracker_tag_deleted', row(itsTag)],
  [
    'tracker_item_tags',
    'create',
    { tracker_id: 5, tag_id: 6 },
    null,
    'tracker_tag_assigned',
    row({ tracker_id: 5, tag_id: 6 }),
  ],
  [
    'tracker_item_tags',
    'delete',
    { tracker_id: 5, tag_id: 6 },
    null,
    'tracker_tag_unassigned',
    row({ tracker_id: 5, tag_id: 6 }),
  ],
]

/** The types that the event catalogue names. */
const catalogue = [
  ...[
    'study',
    'database_release',
    'reporting_effort',
    'reporting_effort_item',
    'package',
    'package_item',
    'text_element',
    'user',
  ].flatMap((subject) => ['created', 'updated', 'deleted'].map((verb) => `${subject}_${verb}`)),
  'reporting_effort_tracker_updated',
  'reporting_effort_tracker_deleted',
  'tracker_assignment_updated',
  ...['created', 'replied', 'resolved', 'updated', 'deleted'].map((verb) => `comment_${verb}`),
]

describe('the event of a change', () => {
  test.each(events)('%s %s', (entity, action, values, context, type, data) => {
    const frame = toFrame(change(entity, action, values, { context }), true)
    expect(frame.type).toBe(type)
    expect(frame.data).toEqual(data)
  })

  test('exists for all 32 types of the catalogue', () => {
    expect(catalogue).toHaveLength(32)
    const covered = new Set(events.map(([, , , , type]) => type))
    expect(catalogue.filter((type) => !covered.has(type))).toEqual([])
  })

  test('exists for every entity, also one without a rule of its own', () => {
    for (const { name, event } of entities) {
      const { type } = toFrame(change(name, 'create', { parent_comment_id: null }), true)
      expect(type, name).toMatch(/_(created|assigned)$/)
      if (name === 'workspace') expect(type).toBe(`${event}_created`)
    }
    expect(toFrame(change('things_of_tomorrow', 'update', {}), true).type).toBe('things_of_tomorrow_updated')
  })

  test('carries no address, session, reason or hash', () => {
    for (const [entity, action, values, context] of events) {
      const text = JSON.stringify(toFrame(change(entity, action, values, { context }), true))
      expect(text).not.toMatch(/secret-session|10\.0\.0\.1|because|previous_hash/)
    }
  })

  test('of a person shows nothing but the catalogue in its payload', () => {
    const { data } = toFrame(change('users', 'update', { ...user, password_hash: 'x' }), true)
    expect(JSON.stringify(data)).not.toMatch(/example\.org|password/)
  })
})

describe('the frame of a change', () => {
  test('adds time, place in the feed and the row', () => {
    const { data, ...frame } = toFrame(change('studies', 'update', study), false)
    expect(data).toBeDefined()
    expect(frame).toEqual({
      type: 'study_updated',
      timestamp: at,
      seq: 9,
      last: false,
      change: {
        entity: 'studies',
        id: 1,
        action: 'update',
        version: 3,
        row: { ...row(study), version: 3 },
        actor: { id: 7, name: 'ada' },
      },
    })
    expect(toFrame(change('studies', 'delete', study), true)).toMatchObject({
      last: true,
      change: { row: null, version: 3 },
    })
  })

  test('marks the last of each transaction', () => {
    const batch = [
      [1, 1],
      [2, 1],
      [3, 3],
      [4, 4],
      [5, 4],
    ].map(([seq, tx]) => change('studies', 'create', study, { seq: seq!, tx: tx! }))
    expect(toFrames(batch).map(({ seq, last }) => [seq, last])).toEqual([
      [1, false],
      [2, true],
      [3, true],
      [4, false],
      [5, true],
    ])
    expect(toFrames([])).toEqual([])
  })
})

test.each([
  ['studies', study, 'ONCOLOGY-2024-001'],
  ['database_releases', release, 'DB_LOCK'],
  ['reporting_efforts', effort, 'INTERIM'],
  ['packages', itsPackage, 'Safety'],
  ['package_items', packaged, 'T-14.1.1'],
  ['users', user, 'johndoe'],
  ['tracker_tags', itsTag, 'late'],
  ['tracker_comments', comment, 'tracker_comments 1'],
])('the log calls a row of %s by its name', (entity, values, label) => {
  expect(labelOf(change(entity, 'create', values))).toBe(label)
})
