// Lines of activity: what a transaction did in the same way, to rows of the same kind in the same effort, is one line. What
// comes into being or goes with its item is told by the item's own line.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { NAMED_ITEMS, type ActivityLine, type ActivityPage } from '../../../shared/actions/activity.ts'
import type { FieldChange } from '../../../shared/actions/history.ts'
import { prepared } from '../../db/statements.ts'
import { fieldsOf } from '../history/entries.ts'
import { isPart, transactionsBefore, TURN, type Placed, type WalkedEntry } from './walk.ts'

/** Links are told as a change of the item that has them. */
const links: Readonly<Record<string, string>> = {
  reporting_effort_item_footnotes: 'footnotes',
  reporting_effort_item_acronyms: 'acronyms',
}

/** What is told by the line of its item, because it came or went with it. */
function isFolded({ entry, item }: Placed, ofItems: ReadonlySet<string>): boolean {
  if (entry.entity === 'reporting_effort_items' || item === undefined) return false
  if (entry.entity === 'tracker_comments' && entry.action === 'create') return false
  return ofItems.has(`create ${item.id}`) || ofItems.has(`delete ${item.id}`)
}

function keyOf({ entry, item }: Placed): string {
  const { entity, action } = entry
  const effort = item?.reporting_effort_id ?? ''
  if (entity in links) return `reporting_effort_items update ${effort}`
  // Each comment has words of its own.
  if (entity === 'tracker_comments') return `${entity} ${action} ${entry.row_id}`
  return `${entity} ${action} ${effort}`
}

const subjectOf = ({ before, after }: WalkedEntry): string => {
  const row = JSON.parse(after ?? before ?? '{}') as Record<string, unknown>
  const name =
    row.study_label ?? row.database_release_label ?? row.package_name ?? row.item_code ?? row.label ?? row.name
  return typeof name === 'string' ? name : ''
}

/** What each of these entries changed. Read in turns, because a step may have changed ten thousand rows. */
async function fieldsOfEach(entries: readonly WalkedEntry[]): Promise<FieldChange[]> {
  const fields: FieldChange[] = []
  for (let from = 0; from < entries.length; from += TURN) {
    if (from > 0) await nextTurn()
    for (const entry of entries.slice(from, from + TURN)) fields.push(...fieldsOf(entry))
  }
  return fields
}

async function fieldsOfAll(group: readonly Placed[]): Promise<ActivityLine['fields']> {
  const linked = new Set(group.flatMap(({ entry }) => links[entry.entity] ?? []))
  const nameOnly = (field: string) => ({ field, before: null, after: null })
  const isOneRow = new Set(group.map(({ entry, item }) => item?.id ?? entry.row_id)).size === 1
  const { entity, action } = group[0]!.entry
  const isTag = entity === 'tracker_item_tags'
  if (!isTag && !isOneRow && action !== 'update' && linked.size === 0) return []
  const own = await fieldsOfEach(group.map(({ entry }) => entry).filter((entry) => !(entry.entity in links)))
  if (isTag) {
    const tags = own.filter(({ field }) => field === 'tag_id')
    return new Set(tags.map(({ before, after }) => after ?? before)).size === 1 ? tags.slice(0, 1) : []
  }
  if (isOneRow) return [...own, ...[...linked].map(nameOnly)]
  return [...new Set([...own.map(({ field }) => field), ...linked])].map(nameOnly)
}

async function toLine(group: readonly Placed[], pathOf: (effort: number) => string[]): Promise<ActivityLine> {
  const { entry, item } = group[0]!
  const { seq, at, actor_id, actor_name, reason, entity, action } = entry
  const isLink = entity in links
  const items = new Map(group.flatMap((each) => (each.item ? [[each.item.id, each.item]] : [])))
  return {
    seq,
    at,
    actor_id,
    actor_name,
    reason,
    entity: isLink ? 'reporting_effort_items' : entity,
    action: isLink ? 'update' : action,
    count: item ? items.size : group.length,
    fields: await fieldsOfAll(group),
    items: [...items.values()].slice(0, NAMED_ITEMS).map(({ id, item_code, item_type, item_subtype }) => ({
      id,
      item_code,
      item_type,
      item_subtype,
    })),
    subject: item ? '' : subjectOf(entry),
    comment_id: entity === 'tracker_comments' && action !== 'delete' ? entry.row_id : null,
    reporting_effort_id: item?.reporting_effort_id ?? null,
    path: item ? pathOf(item.reporting_effort_id) : [],
  }
}

/** @param wanted an effort, or undefined for everything */
async function linesOfTransaction(
  all: readonly Placed[],
  wanted: number | undefined,
  pathOf: (effort: number) => string[],
): Promise<ActivityLine[]> {
  const placed = all
    .filter(({ entry, item }) => item !== undefined || !isPart(entry.entity))
    .filter(({ item }) => wanted === undefined || item?.reporting_effort_id === wanted)
  const ofItems = new Set(
    placed.flatMap(({ entry, item }) =>
      entry.entity === 'reporting_effort_items' ? `${entry.action} ${item!.id}` : [],
    ),
  )
  const groups = new Map<string, Placed[]>()
  for (const each of placed) {
    if (isFolded(each, ofItems)) continue
    const key = keyOf(each)
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  // An update without fields only says that something hanging on the row changed, which is told itself.
  const lines: ActivityLine[] = []
  for (const group of groups.values()) {
    const line = await toLine(group, pathOf)
    if (line.action !== 'update' || line.fields.length > 0) lines.push(line)
  }
  return lines
}

/** Reads lines until there are `limit`, always whole transactions. */
export async function readActivity(
  db: Database.Database,
  wanted: { effort?: number | undefined; before: number; since: number; limit: number },
): Promise<Pick<ActivityPage, 'lines' | 'next'>> {
  const paths = new Map<number, string[]>()
  const pathOf = (effort: number) => {
    const held = paths.get(effort) ?? readPath(db, effort)
    paths.set(effort, held)
    return held
  }
  const walk = transactionsBefore(db, wanted)
  const lines: ActivityLine[] = []
  for (;;) {
    const step = await walk.next()
    if (step.done) return { lines, next: step.value }
    lines.push(...(await linesOfTransaction(step.value, wanted.effort, pathOf)))
    if (lines.length >= wanted.limit) return { lines, next: step.value[0]!.entry.tx }
  }
}

function readPath(db: Database.Database, effort: number): string[] {
  return (
    prepared<string[]>(
      db,
      `SELECT studies.study_label, database_releases.database_release_label, reporting_efforts.database_release_label
       FROM reporting_efforts
       JOIN database_releases ON database_releases.id = reporting_efforts.database_release_id
       JOIN studies ON studies.id = reporting_efforts.study_id
       WHERE reporting_efforts.id = ?`,
    )
      .raw()
      .get(effort) ?? []
  )
}
