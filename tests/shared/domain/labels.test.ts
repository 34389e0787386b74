// When two labels are the same (protocol 5.1).
import { expect, test } from 'vitest'
import { isSameLabel, normalLabel } from '../../../shared/domain/labels.ts'

test.each([
  ['Study One', 'study one'],
  ['Study One', 'STUDYONE'],
  ['  Study   One ', 'S t u d y O n e'],
  ['Étude', 'éTUDE'],
  ['Große Studie', 'GROSSESTUDIE'],
  ['', '   '],
])('%j is %j', (one, other) => {
  expect(isSameLabel(one, other)).toBe(true)
  expect(normalLabel(one)).toBe(normalLabel(other))
})

test.each([
  ['Study One', 'Study Two'],
  ['Study One', 'Study\tOne'],
  ['Study One', 'Study\u00a0One'],
  ['Etude', 'Étude'],
  ['A-1', 'A1'],
])('%j is not %j', (one, other) => {
  expect(isSameLabel(one, other)).toBe(false)
})
