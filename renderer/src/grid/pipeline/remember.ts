// Answers kept beside the rows they were given for. Rows keep their identity and, as a rule, their place: after one change
// of ten thousand rows, one question is asked again, and comparing the others costs less than looking them up would.

/** All answers of a list, by place. */
export type Answers<Row, Answer> = (rows: readonly Row[]) => readonly Answer[]

/** Asks each row once for as long as it stands in its place; rows that have moved are asked again. */
export function remember<Row, Answer>(ask: (row: Row) => Answer): Answers<Row, Answer> {
  let known: readonly Row[] = []
  let answers: readonly Answer[] = []
  return (rows) => {
    if (rows === known) return answers
    const next = new Array<Answer>(rows.length)
    for (let place = 0; place < rows.length; place += 1) {
      const row = rows[place]!
      next[place] = row === known[place] ? answers[place]! : ask(row)
    }
    known = rows
    answers = next
    return next
  }
}

/**
 * How many rows of a list answer yes. Of a list of the same length, only places that have another row are asked, twice; of a list
 * that was counted before, none.
 */
export function tally<Row>(ask: (row: Row) => boolean): (rows: readonly Row[]) => number {
  const counted = new WeakMap<readonly Row[], number>()
  let known: readonly Row[] = []
  let count = 0
  return (rows) => {
    const held = counted.get(rows)
    if (held !== undefined) count = held
    else if (rows.length !== known.length) count = rows.filter(ask).length
    else {
      for (let place = 0; place < rows.length; place += 1) {
        if (rows[place] !== known[place]) count += Number(ask(rows[place]!)) - Number(ask(known[place]!))
      }
    }
    known = rows
    counted.set(rows, count)
    return count
  }
}
