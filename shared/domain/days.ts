// Days as people type them, and arithmetic on them. A day is text `YYYY-MM-DD` without a time zone everywhere.
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAY_MS = 86_400_000

const pad = (value: number, width = 2) => String(value).padStart(width, '0')

/** The day of these numbers (month 1 to 12), or null when there is no such day. */
export function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : null
}

const numberOfDay = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS
export const addDays = (day: string, days: number) =>
  new Date((numberOfDay(day) + days) * DAY_MS).toISOString().slice(0, 10)
/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string) => numberOfDay(to) - numberOfDay(from)

/** The same day of another month, or that month's last. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return dayOf(first.getUTCFullYear(), first.getUTCMonth() + 1, Math.min(date, last))!
}

/** Today where the person is. */
export function today(now = new Date()): string {
  return `${pad(now.getFullYear(), 4)}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

/** Without a year, the nearest such day: at most half a year back, else ahead. */
function nearestYear(day: number, month: number, reference: string): string | null {
  const year = Number(reference.slice(0, 4))
  const candidates = [year - 1, year, year + 1].flatMap((each) => dayOf(each, month, day) ?? [])
  return candidates.find((each) => daysBetween(reference, each) > -182) ?? null
}

/**
 * Reads `2026-03-12`, `12 mar 2026`, `12MAR2026`, `12 mar`, `12.3.2026`, `today`, `tomorrow`, `+7`, `-2`, `+2w`.
 * Null when the text is not a day; never a guess between day and month.
 */
export function parseDay(text: string, reference = today()): string | null {
  const input = text.trim().toLowerCase()
  if (input === 'today' || input === 't') return reference
  if (input === 'tomorrow') return addDays(reference, 1)
  const relative = /^([+-]\d{1,4})\s*(d|w|m)?$/.exec(input)
  if (relative) {
    const amount = Number(relative[1])
    if (relative[2] === 'm') return addMonths(reference, amount)
    return addDays(reference, relative[2] === 'w' ? amount * 7 : amount)
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(input)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(input)
  if (dotted) {
    const [, day, month, year] = dotted
    return year ? dayOf(Number(year), Number(month), Number(day)) : nearestYear(Number(day), Number(month), reference)
  }
  const named = /^(\d{1,2})[\s-]*([a-z]{3})[a-z]*[\s-]*(\d{4})?$/.exec(input)
  const month = named ? MONTHS.indexOf(named[2]!) + 1 : 0
  if (named && month > 0) {
    return named[3] ? dayOf(Number(named[3]), month, Number(named[1])) : nearestYear(Number(named[1]), month, reference)
  }
  return null
}

/** The weeks that show one month, Monday first: each day as text. */
export function weeksOfMonth(day: string): string[][] {
  const first = `${day.slice(0, 7)}-01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const start = addDays(first, -weekday)
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => addDays(start, week * 7 + index)),
  )
}
