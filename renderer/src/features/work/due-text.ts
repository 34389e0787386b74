// How a due date is said: by days while it is near or past, else as a date.
import { useI18n } from 'vue-i18n'
import { formatDay } from '../../composables/dates.ts'
import { daysBetween } from '../../../../shared/domain/days.ts'

export function useDueText() {
  const { t } = useI18n()
  return (due: string | null, today: string): string => {
    if (due === null) return t('work.undated')
    const days = daysBetween(today, due)
    if (days < 0) return t('work.late', { days: -days }, -days)
    if (days <= 1) return t(days === 0 ? 'work.dueToday' : 'work.dueTomorrow')
    return formatDay(due)
  }
}
