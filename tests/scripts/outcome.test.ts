// The closing line of `npm test` is what decides whether a change may land, so it must not be able to look better than it is.
import { describe, expect, test } from 'vitest'
import { closingLine, honest, none, skipped, sum } from '../../scripts/test/outcome.ts'

describe('the outcome of the test runners', () => {
  test('is summed over all of them, skips with their reasons', () => {
    const total = sum([
      { passed: 3, failed: 1, skips: [] },
      skipped('tests/electron', 'no display'),
      { ...none(), passed: 2 },
    ])
    expect(closingLine(total)).toBe('5 passed, 1 failed, 1 skipped')
    expect(total.skips).toEqual([{ title: 'tests/electron', reason: 'no display' }])
  })

  test('counts a runner that broke without naming a test', () => {
    expect(honest({ passed: 9, failed: 0, skips: [] }, 1).failed).toBe(1)
  })

  test('counts a runner that found nothing to run', () => {
    expect(honest(none(), 0).failed).toBe(1)
  })

  test('leaves a clean run and named failures as they are', () => {
    expect(honest({ passed: 9, failed: 0, skips: [] }, 0)).toEqual({ passed: 9, failed: 0, skips: [] })
    expect(honest({ passed: 9, failed: 2, skips: [] }, 1).failed).toBe(2)
  })
})
