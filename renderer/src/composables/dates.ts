// Days and times as the window shows them, and what day it is now.
import { useIntervalFn } from '@vueuse/core'
import { ref } from 'vue'
import { today } from '../../../shared/domain/days.ts'
import { DATE_LOCALE } from '../i18n/index.ts'

const dayFormat = new Intl.DateTimeFormat(DATE_LOCALE, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const timeFormat = new Intl.DateTimeFormat(DATE_LOCALE, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

const minuteFormat = new Intl.DateTimeFormat(DATE_LOCALE, { hour: '2-digit', minute: '2-digit' })
const momentFormat = new Intl.DateTimeFormat(DATE_LOCALE, {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** `12 Mar 2026` for `2026-03-12`. */
export const formatDay = (day: string) => dayFormat.format(new Date(`${day}T00:00:00Z`))
/** `14:03:12` for epoch milliseconds. */
export const formatTime = (at: number) => timeFormat.format(at)
/** `14:03` for epoch milliseconds. */
export const formatMinute = (at: number) => minuteFormat.format(at)
/** `12 Mar 2026, 14:03` for epoch milliseconds, where the person is. */
export const formatMoment = (at: number) => momentFormat.format(at)

/** Today, also after midnight in a window that stays open. */
export function useToday() {
  const day = ref(today())
  useIntervalFn(() => (day.value = today()), 30_000)
  return day
}
