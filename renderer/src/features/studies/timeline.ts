// Where the dated releases stand on a time axis, in percent of its width. Pure.
import type { DatabaseRelease } from '../../../../shared/entities/database-release.ts'
import type { Study } from '../../../../shared/entities/study.ts'
import { DATE_LOCALE } from '../../i18n/index.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'

export interface Timeline {
  /** One for each study with a dated release, in natural order. */
  lanes: {
    id: number
    label: string
    releases: { id: number; label: string; day: string; at: number; past: boolean }[]
  }[]
  /** First days of months or quarters. */
  ticks: { at: number; label: string }[]
  today: number
}

const DAY_MS = 86_400_000
/** Room left and right of the first and last date, as a part of the whole. */
const MARGIN = 0.06
const MOST_TICKS = 9

const monthFormat = new Intl.DateTimeFormat(DATE_LOCALE, { month: 'short', year: '2-digit', timeZone: 'UTC' })
const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** @returns null when no release has a date */
export function layOut(
  releases: readonly DatabaseRelease[],
  studies: readonly Study[],
  today: string,
): Timeline | null {
  const dated = releases.flatMap((release) =>
    release.database_release_date ? [{ ...release, day: release.database_release_date }] : [],
  )
  if (dated.length === 0) return null
  const times = [...dated.map(({ day }) => timeOf(day)), timeOf(today)]
  const first = Math.min(...times)
  const last = Math.max(...times, first + 60 * DAY_MS)
  const margin = (last - first) * MARGIN
  const [from, to] = [first - margin, last + margin]
  const place = (time: number) => Math.round(((time - from) / (to - from)) * 10_000) / 100

  const lanes = studies
    .map((study) => ({
      id: study.id,
      label: study.study_label,
      releases: dated
        .filter(({ study_id }) => study_id === study.id)
        .map(({ id, database_release_label: label, day }) => ({
          id,
          label,
          day,
          at: place(timeOf(day)),
          past: day <= today,
        }))
        .sort((a, b) => a.at - b.at),
    }))
    .filter((lane) => lane.releases.length > 0)
    .sort((a, b) => (naturalKey(a.label) < naturalKey(b.label) ? -1 : 1))
  return { lanes, ticks: ticksBetween(from, to, place), today: place(timeOf(today)) }
}

/** The coarsest step in months that leaves no more ticks than fit. */
function ticksBetween(from: number, to: number, place: (time: number) => number): Timeline['ticks'] {
  const months = (to - from) / (30.4 * DAY_MS)
  const step = [1, 2, 3, 6, 12, 24, 60].find((each) => months / each <= MOST_TICKS) ?? 120
  const start = new Date(from)
  const ticks: Timeline['ticks'] = []
  const firstMonth = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 1) / step) * step
  for (let month = firstMonth; ; month += step) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1)
    if (time >= to) return ticks
    ticks.push({ at: place(time), label: monthFormat.format(time) })
  }
}
