// Days as people type them, which texts are none, and what lies between two of them.
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, parseDay, weeksOfMonth } from '../../../shared/domain/days.ts'

const REFERENCE = '2026-11-23'

describe('days as people type them', () => {
  it.each([
    ['2026-03-12', '2026-03-12'],
    ['2026-3-2', '2026-03-02'],
    ['12 mar 2026', '2026-03-12'],
    ['12MAR2026', '2026-03-12'],
    ['12-March-2026', '2026-03-12'],
    ['1 feb', '2027-02-01'],
    ['20 nov', '2026-11-20'],
    ['12.3.2027', '2027-03-12'],
    ['1.12.', '2026-12-01'],
    ['today', REFERENCE],
    ['Tomorrow', '2026-11-24'],
    ['+7', '2026-11-30'],
    ['-2', '2026-11-21'],
    ['+2w', '2026-12-07'],
    ['+1m', '2026-12-23'],
    ['29 feb 2028', '2028-02-29'],
  ])('reads %s', (text, day) => expect(parseDay(text, REFERENCE)).toBe(day))

  it.each(['', '12', '31 feb 2026', '2026-13-01', '3/4/2026', '12 xyz', '29.2.2027', 'soon'])('refuses %s', (text) =>
    expect(parseDay(text, REFERENCE)).toBeNull(),
  )
})

describe('arithmetic on days', () => {
  it('crosses months, years and clock changes', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30')
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1)
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1)
  })

  it('shows six whole weeks from Monday', () => {
    const weeks = weeksOfMonth('2026-11-23')
    expect(weeks).toHaveLength(6)
    expect(weeks[0]).toEqual(expect.arrayContaining(['2026-10-26', '2026-11-01']))
    expect(weeks.flat()).toContain('2026-11-30')
  })
})
