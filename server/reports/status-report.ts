// A status report as plain data: it is put together where the rows are and set as a PDF in the second thread.
export interface ReportLine {
  code: string
  kind: string
  title: string
  /** How far it is, in words. */
  stage: string
  /** Names, '' for nobody. */
  production: string
  qc: string
  /** `YYYY-MM-DD`, or ''. */
  due: string
}

export interface StatusReport {
  study: string
  release: string
  effort: string
  as_of: {
    /** UTC. */
    at: string
    /** The day that overdue is counted from. */
    today: string
    by: string
    /** The last entry of the change log that the report knows of. */
    seq: number
    hash: string
  }
  numbers: readonly (readonly [label: string, value: string])[]
  kinds: { header: readonly string[]; rows: readonly (readonly string[])[] }
  /** `count` may be more than the lines that are shown. */
  lists: readonly { title: string; count: number; lines: readonly ReportLine[] }[]
  all: readonly ReportLine[]
}
