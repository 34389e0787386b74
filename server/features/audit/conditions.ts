// Which entries a filter means, as SQL. Every part is one condition over `changes`; a study or an effort means all that
// ever hung on it, also what is gone by now. Measured over 100,000 entries in tests/protocol/audit-entries.test.ts.
import type { AuditFilter } from '../../../shared/actions/audit-entries.ts'
import { PROGRAM_ID } from '../../../shared/actions/audit-entries.ts'
import { CHANGE_OWNER } from '../../db/change-owner.ts'

interface Condition {
  sql: string
  values: unknown[]
}

/** Rows of `entities` that were ever made below one of the rows of `parents`, as a part of a WITH clause. */
const below = (name: string, entities: string, parents: string) => `
  ${name} AS (
    SELECT entity, row_id FROM changes
    WHERE action = 'create' AND entity IN (${entities}) AND ${CHANGE_OWNER} IN (SELECT row_id FROM ${parents}))`

const belowEfforts = [
  below('items', `'reporting_effort_items'`, 'efforts'),
  below('trackers', `'reporting_effort_item_tracker'`, 'items'),
  below('parts', `'reporting_effort_item_footnotes', 'reporting_effort_item_acronyms', 'lint_mutes'`, 'items'),
  below('talk', `'tracker_comments', 'tracker_item_tags'`, 'trackers'),
].join(',')

const within = (start: string, more: readonly string[]) => `(changes.entity, changes.row_id) IN (
  WITH ${start}, ${belowEfforts}
  ${['efforts', 'items', 'trackers', 'parts', 'talk', ...more].map((name) => `SELECT entity, row_id FROM ${name}`).join(' UNION ALL ')})`

const ofEffort = within(`efforts(entity, row_id) AS (VALUES ('reporting_efforts', +?))`, [])
const ofStudy = within(
  `study(entity, row_id) AS (VALUES ('studies', +?)),
   ${below('releases', `'database_releases'`, 'study')},
   ${below('efforts', `'reporting_efforts'`, 'study')}`,
  ['study', 'releases'],
)

/** What hangs on an item says nothing of its code: found through the items that have it now. */
const ofItemNamed = `(changes.entity, changes.row_id) IN (
  WITH items(id) AS (SELECT id FROM reporting_effort_items WHERE item_code LIKE ? ESCAPE '\\'),
    trackers(id) AS (SELECT id FROM reporting_effort_item_tracker WHERE reporting_effort_item_id IN (SELECT id FROM items))
  SELECT 'reporting_effort_items', id FROM items
  UNION ALL SELECT 'reporting_effort_item_tracker', id FROM trackers
  UNION ALL SELECT 'tracker_comments', id FROM tracker_comments WHERE tracker_id IN (SELECT id FROM trackers)
  UNION ALL SELECT 'tracker_item_tags', id FROM tracker_item_tags WHERE tracker_id IN (SELECT id FROM trackers))`

/**
 * Of an update only what it changed is searched: the whole row would be found in each of its entries. Rows whose text does
 * not hold the word at all are passed over before their fields are looked at.
 */
const saysWord = `(
  actor_name LIKE ? ESCAPE '\\' OR reason LIKE ? ESCAPE '\\' OR before LIKE ? ESCAPE '\\'
  OR (after LIKE ? ESCAPE '\\' AND (changes.action = 'create' OR EXISTS (
    SELECT 1 FROM json_each(changes.before) AS changed WHERE changes.after ->> ('$.' || changed.key) LIKE ? ESCAPE '\\')))
  OR ${ofItemNamed})`

const likeWord = (word: string) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`

function wordCondition(word: string): Condition {
  const plain = likeWord(word)
  const stored = likeWord(JSON.stringify(word).slice(1, -1))
  return { sql: saysWord, values: [plain, plain, stored, stored, plain, plain] }
}

/** What a reviewer looks at first: what is gone, who may do what, what changed the ways in or the history itself. */
export const HIGH_RISK = `(
  changes.action = 'delete' OR changes.entity = 'workspace'
  OR (changes.entity = 'users' AND (
    changes.action = 'create' OR changes.before ->> '$.role' IS NOT NULL OR changes.before ->> '$.is_active' IS NOT NULL))
  OR (changes.entity = 'audit_events' AND changes.after ->> '$.kind' IN (
    'sign_in_slowed', 'unlock_refused', 'password_change_refused', 'password_reset', 'password_token_made',
    'host_key_renewed', 'backup_restored', 'backup_deleted', 'backup_settings_changed', 'workspace_salvaged', 'entry_lost')))`

/** The most words that are looked at. */
const MOST_WORDS = 5

/** The conditions of the filter, to be joined by AND; none when it asks for everything. */
export function conditionsOf(filter: AuditFilter): Condition[] {
  const { actor_id, entity, action, study_id, effort_id, from, to, since, risk, text = '' } = filter
  const one = (sql: string, value: unknown): Condition[] => (value === undefined ? [] : [{ sql, values: [value] }])
  return [
    ...(actor_id === PROGRAM_ID
      ? [{ sql: 'changes.actor_id IS NULL', values: [] }]
      : one('changes.actor_id = +?', actor_id)),
    ...one('changes.entity = +?', entity),
    ...one('changes.action = +?', action),
    ...one('changes.at >= +?', from),
    ...one('changes.at < +?', to),
    ...one('changes.seq > +?', since),
    ...(risk === 'high' ? [{ sql: HIGH_RISK, values: [] }] : []),
    ...one(ofEffort, effort_id),
    ...one(ofStudy, study_id),
    ...text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS).map(wordCondition),
  ]
}
