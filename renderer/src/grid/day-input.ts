// Days as the editors of cells use them.
export { addDays, addMonths, daysBetween, parseDay, today, weeksOfMonth } from '../../../shared/domain/days.ts'
