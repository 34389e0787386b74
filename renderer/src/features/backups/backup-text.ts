// How a backup is spoken of: its age, its size, and why it was made, in words of the catalogue.
import { i18n } from '../../i18n/index.ts'
import { DATE_LOCALE } from '../../i18n/index.ts'

const MEGABYTE = 1024 * 1024
const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]
const relative = new Intl.RelativeTimeFormat(DATE_LOCALE, { numeric: 'auto' })

/** `3 hours ago`; `this minute` for what has just happened. */
export function ageOf(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  }
  return relative.format(0, 'minute')
}

/** `1.4 MB`. */
export const sizeOf = (bytes: number): string =>
  i18n.global.t('backups.megabytes', { size: (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0) })

const purposes = new Set(['manual', 'start', 'daily', 'imported', 'before-restore'])

/** Why it was made, in a word or two. */
export function purposeOf(purpose: string): string {
  const word = purposes.has(purpose) ? purpose : purpose.startsWith('before-schema') ? 'before-schema' : 'other'
  return i18n.global.t(`backups.purpose.${word}`)
}
