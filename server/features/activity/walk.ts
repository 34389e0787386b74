// Walks the change log back from an entry, transaction by transaction, each entry with the item that it belongs to: page by page,
// letting others have their turn in between, and no further than was asked for, because the newest is what people ask for.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { Change } from '../../../shared/changes.ts'
import { prepared } from '../../db/statements.ts'

type Row = Record<string, unknown>
export interface WalkedEntry extends Pick<
  Change,
  'seq' | 'tx' | 'at' | 'actor_id' | 'actor_name' | 'entity' | 'row_id' | 'action' | 'reason'
> {
  before: string | null
  after: string | null
}
export interface ItemPlace {
  id: number
  item_code: string
  item_type: string
  item_subtype: string
  reporting_effort_id: number
}

/** Entities that are part of an item, and the column by which each names what it hangs on. */
const parts: Readonly<Record<string, 'reporting_effort_item_id' | 'tracker_id' | null>> = {
  reporting_effort_items: null,
  reporting_effort_item_tracker: 'reporting_effort_item_id',
  reporting_effort_item_footnotes: 'reporting_effort_item_id',
  reporting_effort_item_acronyms: 'reporting_effort_item_id',
  tracker_comments: 'tracker_id',
  tracker_item_tags: 'tracker_id',
}
export const isPart = (entity: string) => entity in parts

/** An entry and the item that it belongs to, if there is one. */
export interface Placed {
  entry: WalkedEntry
  item: ItemPlace | undefined
}

/**
 * What the feed of activity tells of: the work itself, not who signed in or how somebody looks at it. Along the log (`+`): by the
 * index of entities SQLite would sort all of them for each page.
 */
const told = `
  SELECT seq, tx, at, actor_id, actor_name, entity, row_id, action, reason, before, after FROM changes
  WHERE seq < ? AND seq > ? AND +entity IN ('reporting_effort_items', 'reporting_effort_item_tracker',
    'reporting_effort_item_footnotes', 'reporting_effort_item_acronyms', 'tracker_comments', 'tracker_item_tags',
    'studies', 'database_releases', 'reporting_efforts', 'packages', 'package_items', 'text_elements', 'tracker_tags')
  ORDER BY seq DESC LIMIT ?`

/** Entries read in one turn: a few milliseconds. */
export const TURN = 500
/** Entries that are looked at for one answer, so that a quiet effort in a busy log does not hold up the others. */
const MOST_WALKED = 40_000

/**
 * The transactions before the entry `before` and after `since`, newest first.
 * @yields the entries of one, newest first
 * @returns the number of the entry it stopped before, null when it came to the end
 */
export async function* transactionsBefore(
  db: Database.Database,
  { before, since }: { before: number; since: number },
): AsyncGenerator<Placed[], number | null> {
  const find = itemFinder(db)
  let held: Placed[] = []
  let walked = 0
  let from = before
  for (;;) {
    const page = prepared<WalkedEntry>(db, told).all(from, since, TURN)
    for (const entry of page) {
      const tx = held[0]?.entry.tx
      if (tx !== undefined && tx !== entry.tx) {
        yield held
        if (walked >= MOST_WALKED) return tx
        held = []
      }
      held.push({ entry, item: find(entry) })
      walked += 1
    }
    if (page.length < TURN) break
    from = page.at(-1)!.seq
    await nextTurn()
  }
  if (held.length > 0) yield held
  return null
}

/** Finds the item that an entry belongs to, also of one that is gone, as far as the entries seen so far tell. */
function itemFinder(db: Database.Database): (entry: WalkedEntry) => ItemPlace | undefined {
  const items = new Map<number, ItemPlace | undefined>()
  const itemOfTracker = new Map<number, number | undefined>()

  const readItem = (id: number) =>
    prepared<ItemPlace>(
      db,
      'SELECT id, item_code, item_type, item_subtype, reporting_effort_id FROM reporting_effort_items WHERE id = ?',
    ).get(id)
  const readItemOf = (tracker: number) =>
    prepared<number>(db, 'SELECT reporting_effort_item_id FROM reporting_effort_item_tracker WHERE id = ?')
      .pluck()
      .get(tracker)
  function remembered<T>(known: Map<number, T>, id: number, read: (id: number) => T): T {
    if (!known.has(id)) known.set(id, read(id))
    return known.get(id)!
  }

  return ({ entity, row_id, before, after }) => {
    const column = parts[entity]
    if (column === undefined) return undefined
    const row = JSON.parse(after ?? before ?? '{}') as Row
    if (column === null) {
      if (after === null) items.set(row_id, row as unknown as ItemPlace)
      return remembered(items, row_id, readItem) ?? (row as unknown as ItemPlace)
    }
    const parent = Number(row[column])
    if (entity === 'reporting_effort_item_tracker' && after === null) itemOfTracker.set(row_id, parent)
    const itemId = column === 'tracker_id' ? remembered(itemOfTracker, parent, readItemOf) : parent
    return itemId === undefined ? undefined : remembered(items, itemId, readItem)
  }
}
