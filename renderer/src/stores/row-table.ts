// Rows by id, in the order they came, for lists of thousands of which one row changes at a time. Never altered: a table with
// other rows in the same places shares the index of places, so that making it, and telling what differs from the table
// before, costs a pass over one array and no hashing.
interface Identified {
  readonly id: number
}

export class RowTable<T extends Identified> implements ReadonlyMap<number, T> {
  /** The rows, in order. */
  readonly list: readonly T[]
  /** Where the row of each id stands in the list. */
  readonly places: ReadonlyMap<number, number>

  private constructor(list: readonly T[], places: ReadonlyMap<number, number>) {
    this.list = list
    this.places = places
  }

  /**
   * @param rows no two of the same id
   * @param before a table that most likely has the same rows in the same places
   */
  static of<T extends Identified>(rows: readonly T[], before?: RowTable<T>): RowTable<T> {
    if (before?.size === rows.length && rows.every(({ id }, place) => before.list[place]!.id === id)) {
      return new RowTable(rows, before.places)
    }
    return new RowTable(rows, new Map(rows.map(({ id }, place) => [id, place])))
  }

  /** The same table with these rows in it, new ones at its end, and without the removed. */
  with(rows: Iterable<T>, removed: ReadonlySet<number> = new Set()): RowTable<T> {
    const list = this.list.slice()
    const added = new Map<number, T>()
    for (const row of rows) {
      const place = this.places.get(row.id)
      if (place === undefined) added.set(row.id, row)
      else list[place] = row
    }
    if (added.size === 0 && removed.size === 0) return new RowTable(list, this.places)
    return RowTable.of([...list, ...added.values()].filter(({ id }) => !removed.has(id)))
  }

  /** Each row that is another one than in `before`, and what it was; null when rows came, went or changed places. */
  changedSince(before: RowTable<T>): { now: T; was: T }[] | null {
    if (this.places !== before.places) return null
    const changed: { now: T; was: T }[] = []
    for (let place = 0; place < this.list.length; place += 1) {
      const now = this.list[place]!
      const was = before.list[place]!
      if (now !== was) changed.push({ now, was })
    }
    return changed
  }

  get size() {
    return this.list.length
  }
  get(id: number): T | undefined {
    const place = this.places.get(id)
    return place === undefined ? undefined : this.list[place]
  }
  has(id: number): boolean {
    return this.places.has(id)
  }
  keys(): MapIterator<number> {
    return this.places.keys()
  }
  values(): MapIterator<T> {
    return this.list.values()
  }
  *entries(): MapIterator<[number, T]> {
    for (const row of this.list) yield [row.id, row]
  }
  [Symbol.iterator]() {
    return this.entries()
  }
  forEach(each: (row: T, id: number, table: ReadonlyMap<number, T>) => void): void {
    for (const row of this.list) each(row, row.id, this)
  }
}
