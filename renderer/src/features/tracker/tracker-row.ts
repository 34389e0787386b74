// A line of the tracker: an item, its tracker row and the names they refer to, joined. A line whose parts have not
// changed keeps its identity, so that one remote change redraws one line of ten thousand.
import type { LintFinding } from '../../../../shared/actions/lint.ts'
import { ruleOf } from '../../../../shared/lint/lint.ts'
import { breachesOf, type Breach } from '../../../../shared/domain/workflow.ts'
import type { Comment } from '../../../../shared/entities/comment.ts'
import type { ReportingEffortItem } from '../../../../shared/entities/reporting-effort-item.ts'
import type { Tag, TrackerTag } from '../../../../shared/entities/tag.ts'
import type { TextElement } from '../../../../shared/entities/text-element.ts'
import type { Tracker } from '../../../../shared/entities/tracker.ts'
import type { User } from '../../../../shared/entities/user.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'
import { RowTable } from '../../stores/row-table.ts'
import { steadyMap } from '../../stores/steady.ts'

export type TrackerTab = 'TLF' | 'SDTM' | 'ADaM'
export const trackerTabs: readonly TrackerTab[] = ['TLF', 'SDTM', 'ADaM']

/** By what comments a row can be found; the first two are open threads of that kind. */
export const commentStates = ['open_programming', 'open_biostat', 'open_other', 'resolved', 'none'] as const
export type CommentState = (typeof commentStates)[number]

/** Threads of a row: replies do not count, only what they reply to (protocol 5.4). */
export interface CommentCounts {
  total: number
  open: number
  /** Open ones by kind. */
  programming: number
  biostat: number
  other: number
  /** Comments and replies that the person who looks has not read. */
  unread: number
  states: readonly CommentState[]
}
const NOTHING = { total: 0, open: 0, programming: 0, biostat: 0, other: 0, unread: 0 }
const NO_COMMENTS: CommentCounts = { ...NOTHING, states: ['none'] }

/** All that a line is made of. */
interface Parts {
  item: ReportingEffortItem
  /** Undefined for an item whose tracker row was deleted. */
  tracker: Tracker | undefined
  title: TextElement | undefined
  category: TextElement | undefined
  producer: User | undefined
  checker: User | undefined
  population: TextElement | undefined
  comments: CommentCounts
  tags: readonly Tag[]
  /** What the checks find, as far as it is not muted. */
  findings: readonly LintFinding[]
}

export interface TrackerRow extends Parts {
  /** The item's id. */
  id: number
  titleText: string
  categoryText: string
  populationText: string
  producerName: string
  checkerName: string
  codeKey: string
  searchText: string
  /** The rules of the workflow that the row breaks, in their order. */
  breaches: readonly Breach[]
  /** Sentences about what is wrong with the row: broken rules first, then what the checks find beyond them. */
  remarks: readonly string[]
  /** When item or tracker row was last written; empty when unknown. */
  changedAt: string
}

export interface TrackerSources {
  items: RowTable<ReportingEffortItem>
  trackers: RowTable<Tracker>
  texts: ReadonlyMap<number, TextElement>
  users: ReadonlyMap<number, User>
  comments: ReadonlyMap<number, CommentCounts>
  tags: ReadonlyMap<number, readonly Tag[]>
  /** By item. */
  findings: ReadonlyMap<number, readonly LintFinding[]>
}

const NO_TAGS: readonly Tag[] = []
const NO_BREACHES: readonly Breach[] = []
const NO_FINDINGS: readonly LintFinding[] = []
export const nameOf = (user: Pick<User, 'display_name' | 'username'> | undefined) =>
  user ? user.display_name || user.username : ''
export const tabOf = (item: ReportingEffortItem): TrackerTab =>
  item.item_type === 'TLF' ? 'TLF' : item.item_subtype === 'SDTM' ? 'SDTM' : 'ADaM'

/** A check that says what a broken rule says is not said twice. */
function remarksOf(breaches: readonly Breach[], findings: readonly LintFinding[]): string[] {
  const broken = new Set(breaches.map(({ rule }) => rule))
  const beyond = findings.filter(({ rule }) => {
    const same = ruleOf(rule)?.breach
    return same === undefined || !broken.has(same)
  })
  return [...breaches, ...beyond].map(({ message }) => message)
}

function join(parts: Parts): TrackerRow {
  const { item, tracker, title, category, population, producer, checker, tags } = parts
  const titleText = (item.item_type === 'TLF' ? title?.label : item.dataset_label) ?? item.item_description ?? ''
  const categoryText = category?.label ?? item.item_subtype
  const producerName = nameOf(producer)
  const checkerName = nameOf(checker)
  const breaches = tracker ? breachesOf(tracker) : NO_BREACHES
  const words = [item.item_code, titleText, categoryText, producerName, checkerName, ...tags.map(({ name }) => name)]
  return {
    ...parts,
    id: item.id,
    titleText,
    categoryText,
    populationText: population?.label ?? '',
    producerName,
    checkerName,
    codeKey: naturalKey(item.item_code),
    breaches,
    remarks: remarksOf(breaches, parts.findings),
    searchText: words.join('\n').toLowerCase(),
    changedAt: tracker && tracker.updated_at > item.updated_at ? tracker.updated_at : item.updated_at,
  }
}

const isSame = (a: Parts, b: Parts) =>
  a.item === b.item &&
  a.tracker === b.tracker &&
  a.title === b.title &&
  a.category === b.category &&
  a.producer === b.producer &&
  a.checker === b.checker &&
  a.population === b.population &&
  a.comments === b.comments &&
  a.tags === b.tags &&
  a.findings === b.findings

/** The lines that are made of the same parts. */
export interface Joined {
  sources: TrackerSources
  rows: RowTable<TrackerRow>
}

/** The tracker rows that differ, by item; null when anything else has changed, or a tracker row came or went. */
function changedTrackers(now: TrackerSources, before: TrackerSources): Map<number, Tracker> | null {
  const others = (Object.keys(now) as (keyof TrackerSources)[]).filter((name) => name !== 'trackers')
  if (others.some((name) => now[name] !== before[name])) return null
  const changed = now.trackers.changedSince(before.trackers)
  if (changed?.some(({ now, was }) => now.reporting_effort_item_id !== was.reporting_effort_item_id)) return null
  return changed && new Map(changed.map(({ now }) => [now.reporting_effort_item_id, now]))
}

/** Joins all lines; those of `before`, the last result, are used again where nothing changed. */
export function joinRows(sources: TrackerSources, before: Joined | null = null): RowTable<TrackerRow> {
  const changed = before && changedTrackers(sources, before.sources)
  if (changed) {
    const items = [...changed.keys()].flatMap((id) => sources.items.get(id) ?? [])
    return before.rows.with(joinItems(items, sources, changed, before.rows))
  }
  const trackerByItem = new Map<number, Tracker>()
  for (const tracker of sources.trackers.values()) trackerByItem.set(tracker.reporting_effort_item_id, tracker)
  return RowTable.of(joinItems(sources.items.list, sources, trackerByItem, before?.rows), before?.rows)
}

/** The lines of `items`. */
function joinItems(
  items: readonly ReportingEffortItem[],
  sources: TrackerSources,
  trackerByItem: ReadonlyMap<number, Tracker>,
  before: RowTable<TrackerRow> | undefined,
): TrackerRow[] {
  const text = (id: number | null) => (id === null ? undefined : sources.texts.get(id))
  const user = (id: number | null | undefined) => (id == null ? undefined : sources.users.get(id))
  return items.map((item) => {
    const tracker = trackerByItem.get(item.id)
    const parts: Parts = {
      item,
      tracker,
      title: text(item.title_id),
      category: text(item.ich_category_id),
      producer: user(tracker?.production_programmer_id),
      checker: user(tracker?.qc_programmer_id),
      population: text(item.population_flag_id),
      comments: (tracker && sources.comments.get(tracker.id)) ?? NO_COMMENTS,
      tags: (tracker && sources.tags.get(tracker.id)) ?? NO_TAGS,
      findings: sources.findings.get(item.id) ?? NO_FINDINGS,
    }
    const held = before?.get(item.id)
    return held && isSame(held, parts) ? held : join(parts)
  })
}

const kindOf = (type: Comment['comment_type']) => {
  const kind = type.toLowerCase()
  return kind === 'programming' || kind === 'biostat' ? kind : 'other'
}

/** Threads by tracker row. Counts that have not changed keep their identity; so does the map when none has. */
export function countComments(
  comments: Iterable<Comment>,
  before: ReadonlyMap<number, CommentCounts>,
  isUnread: (comment: Comment) => boolean = () => false,
): ReadonlyMap<number, CommentCounts> {
  const counts = new Map<number, typeof NOTHING>()
  for (const comment of comments) {
    const { tracker_id, parent_comment_id, is_resolved, comment_type } = comment
    let count = counts.get(tracker_id)
    if (!count) counts.set(tracker_id, (count = { ...NOTHING }))
    if (isUnread(comment)) count.unread += 1
    if (parent_comment_id !== null) continue
    count.total += 1
    if (is_resolved) continue
    count.open += 1
    count[kindOf(comment_type)] += 1
  }
  const result = new Map<number, CommentCounts>()
  for (const [id, count] of counts) {
    const held = before.get(id)
    const isSameCount = (key: keyof typeof count) => held?.[key] === count[key]
    const unchanged = held && (Object.keys(count) as (keyof typeof count)[]).every(isSameCount)
    const open = (['programming', 'biostat', 'other'] as const).filter((kind) => count[kind] > 0)
    const states = open.length > 0 ? open.map((kind) => `open_${kind}` as const) : (['resolved'] as const)
    result.set(id, unchanged ? held : { ...count, states })
  }
  return steadyMap(before, result)
}

/** Tags by tracker row, in the order of their names. A list that has not changed keeps its identity; so does the map when none has. */
export function tagsByTracker(
  links: Iterable<TrackerTag>,
  tags: ReadonlyMap<number, Tag>,
  before: ReadonlyMap<number, readonly Tag[]>,
): ReadonlyMap<number, readonly Tag[]> {
  const lists = new Map<number, Tag[]>()
  for (const { tracker_id, tag_id } of links) {
    const tag = tags.get(tag_id)
    if (!tag) continue
    const list = lists.get(tracker_id)
    if (list) list.push(tag)
    else lists.set(tracker_id, [tag])
  }
  const result = new Map<number, readonly Tag[]>()
  for (const [id, list] of lists) {
    list.sort((a, b) => (a.name < b.name ? -1 : 1))
    const held = before.get(id)
    const unchanged = held?.length === list.length && held.every((tag, index) => tag === list[index])
    result.set(id, unchanged ? held : list)
  }
  return steadyMap(before, result)
}
