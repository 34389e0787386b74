// How long the window waits between two tries to reach its host: longer each time, never beyond half a minute, and spread.
import { describe, expect, it } from 'vitest'
import { backoffDelay } from '../../../renderer/src/api/backoff.ts'

describe('back-off', () => {
  it('doubles from half a second to half a minute', () => {
    const middle = () => 0.5
    expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map((attempt) => backoffDelay(attempt, middle))).toEqual([
      500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000,
    ])
  })

  it('spreads by a quarter either way', () => {
    expect(backoffDelay(3, () => 0)).toBe(1500)
    expect(backoffDelay(3, () => 0.999999)).toBe(2500)
  })
})
