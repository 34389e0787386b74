// The join code: what goes in comes out, and no single slip of a hand gets through.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decode, encode, isExpired, readGroups, type JoinCode } from '../../shared/domain/join-code.ts'

const FIRST_HOUR = Date.UTC(2026, 0, 1)
const hex = (digits: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: digits, maxLength: digits })
    .map((list) => list.map((each) => each.toString(16)).join(''))
const codes: fc.Arbitrary<JoinCode> = fc.record({
  address: fc.option(fc.ipV4(), { nil: null }),
  port: fc.integer({ min: 0, max: 65_535 }),
  fingerprint: hex(26),
  expires_at: fc.integer({ min: 0, max: 65_535 }).map((hours) => new Date(FIRST_HOUR + hours * 3_600_000)),
  invitation: hex(7),
})
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const characterAt = (place: number) => place + Math.floor(place / 5)

describe('a join code', () => {
  test('reads back as what it was made of', () => {
    fc.assert(fc.property(codes, (code) => void expect(decode(encode(code))).toEqual(code)))
  })

  test('has ten groups of five characters', () => {
    fc.assert(
      fc.property(
        codes,
        (code) => void expect(encode(code)).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){9}$/),
      ),
    )
  })

  test('may be typed in small letters, with other blanks, and with letters for digits', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const text = encode(code).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
        expect(decode(`  ${text}\n`)).toEqual(code)
      }),
    )
  })

  test('is refused when any one character is another, and the group is named', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 49 }), fc.integer({ min: 1, max: 31 }), (code, place, step) => {
        const characters = [...encode(code)]
        const at = characterAt(place)
        characters[at] = ALPHABET[(ALPHABET.indexOf(characters[at]!) + step) % 32]!
        expect(() => decode(characters.join(''))).toThrow(`Group ${Math.floor(place / 5) + 1} `)
      }),
      { numRuns: 500 },
    )
  })

  test('is refused when two neighbours of a group change places', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 3 }), (code, group, place) => {
        const characters = [...encode(code)]
        const at = group * 6 + place
        fc.pre(characters[at] !== characters[at + 1])
        ;[characters[at], characters[at + 1]] = [characters[at + 1]!, characters[at]!]
        expect(() => decode(characters.join(''))).toThrow(`Group ${group + 1} `)
      }),
      { numRuns: 500 },
    )
  })

  test('is refused when two groups change places', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (code, one, step) => {
        const groups = encode(code).split('-')
        const other = (one + step) % 10
        ;[groups[one], groups[other]] = [groups[other]!, groups[one]!]
        expect(() => decode(groups.join('-'))).toThrow('mistyped')
      }),
    )
  })

  test('that is too short says how many characters there should be', () => {
    expect(() => decode('2ZR08-0012F')).toThrow('50 in all; this has 10')
  })

  test('is good until its hour', () => {
    const expires_at = new Date('2026-11-24T07:00:00Z')
    expect(isExpired({ expires_at }, new Date('2026-11-24T06:59:59.999Z'))).toBe(false)
    expect(isExpired({ expires_at }, expires_at)).toBe(true)
  })

  test('is judged group by group while it is typed', () => {
    const text = '2ZR08-0012F-21XBH-STRRK-K4SNQ-44RX3-CE66R-M51H4-XBSB8-A7PB2'
    expect(readGroups(text).map(({ state }) => state)).toEqual(Array(10).fill('right'))
    expect(readGroups('2ZR08 0012G 21').map(({ state }) => state)).toEqual(['right', 'wrong', 'open'])
  })
})
