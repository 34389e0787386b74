// A line of the tracker: an item, its tracker row and the names they refer to, joined. A line whose parts have not
// changed keeps its identity, so that one remote change redraws one line of ten thousand.
import type { Comment } from '../../../../shared/entities/comment.ts'
import type { ReportingEffortItem } from '../../../../shared/entities/reporting-effort-item.ts'
import type { Tag, TrackerTag } from '../../../../shared/entities/tag.ts'
import type { TextElement } from '../../../../shared/entities/text-element.ts'
import type { Tracker } from '../../../../shared/entities/tracker.ts'
import type { User } from '../../../../shared/entities/user.ts'
import { naturalKey } from '../../grid/natural-order.ts'

export type TrackerTab = 'TLF' | 'SDTM' | 'ADaM'
export const trackerTabs: readonly TrackerTab[] = ['TLF', 'SDTM', 'ADaM']

/** All that a line is made of. */
interface Parts {
  item: ReportingEffortItem
  /** Undefined for an item whose tracker row was deleted. */
  tracker: Tracker | undefined
  title: TextElement | undefined
  category: TextElement | undefined
  producer: User | undefined
  checker: User | undefined
  openComments: number
  tags: readonly Tag[]
}

export interface TrackerRow extends Parts {
  /** The item's id. */
  id: number
  titleText: string
  categoryText: string
  producerName: string
  checkerName: string
  codeKey: string
  searchText: string
}

export interface TrackerSources {
  items: ReadonlyMap<number, ReportingEffortItem>
  trackers: ReadonlyMap<number, Tracker>
  texts: ReadonlyMap<number, TextElement>
  users: ReadonlyMap<number, User>
  openComments: ReadonlyMap<number, number>
  tags: ReadonlyMap<number, readonly Tag[]>
}

const NO_TAGS: readonly Tag[] = []
export const nameOf = (user: Pick<User, 'display_name' | 'username'> | undefined) =>
  user ? user.display_name || user.username : ''
export const tabOf = (item: ReportingEffortItem): TrackerTab =>
  item.item_type === 'TLF' ? 'TLF' : item.item_subtype === 'SDTM' ? 'SDTM' : 'ADaM'

function join(parts: Parts): TrackerRow {
  const { item, title, category, producer, checker, tags } = parts
  const titleText = (item.item_type === 'TLF' ? title?.label : item.dataset_label) ?? item.item_description ?? ''
  const categoryText = category?.label ?? item.item_subtype
  const producerName = nameOf(producer)
  const checkerName = nameOf(checker)
  const words = [item.item_code, titleText, categoryText, producerName, checkerName, ...tags.map(({ name }) => name)]
  return {
    ...parts,
    id: item.id,
    titleText,
    categoryText,
    producerName,
    checkerName,
    codeKey: naturalKey(item.item_code),
    searchText: words.join('\n').toLowerCase(),
  }
}

const isSame = (a: Parts, b: Parts) =>
  a.item === b.item &&
  a.tracker === b.tracker &&
  a.title === b.title &&
  a.category === b.category &&
  a.producer === b.producer &&
  a.checker === b.checker &&
  a.openComments === b.openComments &&
  a.tags === b.tags

/** Joins all lines; `before` is the last result, whose lines are used again where nothing changed. */
export function joinRows(sources: TrackerSources, before: ReadonlyMap<number, TrackerRow>): Map<number, TrackerRow> {
  const trackerByItem = new Map<number, Tracker>()
  for (const tracker of sources.trackers.values()) trackerByItem.set(tracker.reporting_effort_item_id, tracker)
  const rows = new Map<number, TrackerRow>()
  const text = (id: number | null) => (id === null ? undefined : sources.texts.get(id))
  const user = (id: number | null | undefined) => (id == null ? undefined : sources.users.get(id))
  for (const item of sources.items.values()) {
    const tracker = trackerByItem.get(item.id)
    const parts: Parts = {
      item,
      tracker,
      title: text(item.title_id),
      category: text(item.ich_category_id),
      producer: user(tracker?.production_programmer_id),
      checker: user(tracker?.qc_programmer_id),
      openComments: (tracker && sources.openComments.get(tracker.id)) ?? 0,
      tags: (tracker && sources.tags.get(tracker.id)) ?? NO_TAGS,
    }
    const held = before.get(item.id)
    rows.set(item.id, held && isSame(held, parts) ? held : join(parts))
  }
  return rows
}

/** Unresolved threads by tracker row: replies do not count, only what they reply to (protocol 5.4). */
export function countOpenComments(comments: Iterable<Comment>): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { tracker_id, parent_comment_id, is_resolved } of comments) {
    if (parent_comment_id === null && !is_resolved) counts.set(tracker_id, (counts.get(tracker_id) ?? 0) + 1)
  }
  return counts
}

/** Tags by tracker row, in the order of their names. A list that has not changed keeps its identity. */
export function tagsByTracker(
  links: Iterable<TrackerTag>,
  tags: ReadonlyMap<number, Tag>,
  before: ReadonlyMap<number, readonly Tag[]>,
): Map<number, readonly Tag[]> {
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
  return result
}
