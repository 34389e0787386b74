// Codes are ordered as people count: t14.1.2 before t14.1.10.
import { describe, expect, it } from 'vitest'
import { naturalKey } from '../../../shared/domain/natural-order.ts'

const sorted = (texts: string[]) => texts.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))

describe('natural order', () => {
  it('orders output numbers as people read them', () => {
    const outputs = ['t14.1.10', 't14.1.2', 'l16.2.1', 't14.1.1', 'f14.2.1', 't14.2.1.1', 't14.2', 'T14.1.3']
    expect(sorted(outputs)).toEqual([
      'f14.2.1',
      'l16.2.1',
      't14.1.1',
      't14.1.2',
      'T14.1.3',
      't14.1.10',
      't14.2',
      't14.2.1.1',
    ])
  })

  it('ignores leading zeros', () => {
    expect(sorted(['a010', 'a9', 'a0011'])).toEqual(['a9', 'a010', 'a0011'])
    expect(naturalKey('a007')).toBe(naturalKey('A7'))
  })

  it('leaves text without numbers in the order of the alphabet', () => {
    expect(sorted(['DS', 'AE', 'dm'])).toEqual(['AE', 'dm', 'DS'])
  })
})
