// Everything of one reporting effort as JSON text, made by SQLite itself (half the time of objects and JSON.stringify)
// and in slices, so that other requests get their turn while a large effort is read. Column by column: what is alike
// stands together, which costs SQLite nothing and takes a quarter less on the wire.
import type Database from 'better-sqlite3'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Entity } from '../../../shared/entity.ts'
import { effortEntities } from '../../../shared/snapshot.ts'
import { prepared } from '../../db/statements.ts'

/** Items read in one turn of the loop; half a millisecond. */
const ITEMS_A_TURN = 125

/** How each entity hangs on its item; the item itself stands alone. */
const joins: Record<string, string> = {
  reporting_effort_items: 'reporting_effort_items AS e',
  reporting_effort_item_footnotes: onItem('reporting_effort_item_footnotes'),
  reporting_effort_item_acronyms: onItem('reporting_effort_item_acronyms'),
  reporting_effort_item_tracker: onItem('reporting_effort_item_tracker'),
  tracker_comments: onTracker('tracker_comments'),
  tracker_item_tags: onTracker('tracker_item_tags'),
}
function onItem(table: string): string {
  return `reporting_effort_items AS i CROSS JOIN ${table} AS e ON e.reporting_effort_item_id = i.id`
}
function onTracker(table: string): string {
  return `reporting_effort_items AS i CROSS JOIN reporting_effort_item_tracker AS t ON t.reporting_effort_item_id = i.id CROSS JOIN ${table} AS e ON e.tracker_id = t.id`
}

/**
 * FROM and WHERE of one entity's rows of an effort, for items between two ids. Parameters: effort, first id, last id. The
 * `+` keeps SQLite on the range of ids: by the index on the effort, each slice would walk through all of its items.
 */
export function sourceOf(entity: Entity): string {
  const item = joins[entity.name]!.includes(' AS i') ? 'i' : 'e'
  return `FROM ${joins[entity.name]} WHERE +${item}.reporting_effort_id = ? AND ${item}.id BETWEEN +? AND +?`
}

/** One JSON array for each column. */
const columnsSql = new Map(
  effortEntities.map((entity) => {
    const arrays = entity.columns.map((column) =>
      entity.booleans.includes(column)
        ? `json_group_array(json(iif(e.${column}, 'true', 'false')))`
        : `json_group_array(e.${column})`,
    )
    return [entity.name, `SELECT ${arrays.join(', ')} ${sourceOf(entity)}`]
  }),
)

/** The `tables` object of an EffortSnapshot as JSON text, in pieces as they are to follow each other. */
export async function* effortTablesJson(db: Database.Database, effortId: number): AsyncGenerator<string> {
  const parts = effortEntities.map((entity) => ({ entity, columns: entity.columns.map((): string[] => []) }))
  for (const [first, last] of slices(itemIds(db, effortId))) {
    for (const { entity, columns } of parts) {
      const arrays = prepared<string[]>(db, columnsSql.get(entity.name)!).raw().get(effortId, first, last)!
      arrays.forEach((array, index) => {
        if (array !== '[]') columns[index]!.push(array.slice(1, -1))
      })
    }
    await nextTurn()
  }
  let separator = '{'
  for (const { entity, columns } of parts) {
    yield `${separator}${JSON.stringify(entity.name)}:{"columns":${JSON.stringify(entity.columns)},"values":[`
    for (const [index, column] of columns.entries()) {
      yield `${index === 0 ? '' : ','}[${column.join(',')}]`
      await nextTurn()
    }
    yield ']}'
    separator = ','
  }
  yield '}'
}

function itemIds(db: Database.Database, effortId: number): number[] {
  return prepared<number>(db, 'SELECT id FROM reporting_effort_items WHERE reporting_effort_id = ? ORDER BY id')
    .pluck()
    .all(effortId)
}

/** First and last id of each slice. */
function slices(ids: readonly number[]): [number, number][] {
  const result: [number, number][] = []
  for (let start = 0; start < ids.length; start += ITEMS_A_TURN) {
    result.push([ids[start]!, ids[Math.min(start + ITEMS_A_TURN, ids.length) - 1]!])
  }
  return result
}
