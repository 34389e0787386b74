// Which tracker rows the measurements of writing touch: spread over the whole effort, the same on both sides.

/** The id of the row of the write with that number. */
export const rowOfWrite = (index: number, rows: number) => 1 + ((index * 7919) % rows)
