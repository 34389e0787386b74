// A file of the corpus: one hazard, the file that has it, and what reading it as a tracker list must come to.
export interface CorpusCase {
  hazard: string
  file: () => Uint8Array | Promise<Uint8Array>
  /** `list.xlsx` unless told otherwise. */
  name?: string
  /** What the rows hold, as far as named; columns by key. */
  rows?: Record<string, unknown>[]
  /** Sentences of the rows that cannot be taken, in their order. */
  problems?: RegExp[]
  /** Of the heading, from 0. */
  header?: number
  /** Why the whole file is refused. */
  refused?: RegExp
  /** The sheet that is read, from 0. */
  sheet?: number
  /** What the person is asked. */
  asks?: { days?: string[]; words?: string[] }
  hiddenRows?: number[]
  encoding?: string
  delimiter?: string
}
