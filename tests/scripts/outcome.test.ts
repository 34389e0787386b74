// The closing words of `npm test` decide whether a change may land, so they must not be able to look better than it is.
import { describe, expect, test } from 'vitest'
import { closingWords, exitCode, failed, honest, none, passed, skipped, sum } from '../../scripts/test/outcome.ts'

describe('the outcome of the test runners', () => {
  test('is summed over all of them; skips and failures are named with their reasons', () => {
    const total = sum([
      passed(3),
      failed('an edit > is kept', 'expected 1\nto be 2'),
      skipped('tests/electron', 'no display'),
    ])
    expect(closingWords(total).split('\n')).toEqual([
      'skipped  tests/electron: no display',
      'FAILED   an edit > is kept',
      '           expected 1',
      '           to be 2',
      '3 passed, 1 failed, 1 skipped',
    ])
    expect(exitCode(total)).toBe(1)
  })

  test('is shown without colours, and not by the page', () => {
    const long = Array.from({ length: 40 }, (_, line) => `\u001b[31mline ${line}\u001b[39m`).join('\n')
    const lines = closingWords(failed('a', long)).split('\n')
    expect(lines).toHaveLength(8)
    expect(lines[1]?.trim()).toBe('line 0')
  })

  test('counts a runner that broke without naming a test', () => {
    expect(honest(passed(9), 'Vitest', 1).failures).toMatchObject([{ title: 'Vitest' }])
  })

  test('counts a runner that found nothing to run', () => {
    expect(honest(none(), 'Vitest', 0).failures).toMatchObject([{ title: 'Vitest', reason: 'it ran no test' }])
    expect(exitCode(none())).toBe(1)
  })

  test('leaves a clean run and named failures as they are', () => {
    expect(honest(passed(9), 'Vitest', 0)).toEqual(passed(9))
    expect(exitCode(passed(9))).toBe(0)
    const named = sum([passed(9), failed('a', ''), failed('b', '')])
    expect(honest(named, 'Vitest', 1)).toEqual(named)
  })
})
