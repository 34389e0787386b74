// Whom a text names.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mentionedIn, mentionPieces } from '../../../shared/domain/mentions.ts'

const names = ['ann', 'ann.lee', 'Bo', 'bo lin', 'ö-1']

test.each([
  ['ask @ann about it', ['ann']],
  ['@ANN, please', ['ann']],
  ['@ann.', ['ann']],
  ['@ann.lee. And @bo!', ['ann.lee', 'Bo']],
  ['(@bo lin)', ['bo lin']],
  ['@ö-1?', ['ö-1']],
  ['@ann.leeds', []],
  ['@annette and @bo-lin', []],
  ['mail ann@ann.org or x.@bo', []],
  ['@@ann', ['ann']],
  ['@', []],
  ['nobody', []],
])('%s', (text, expected) => {
  expect([...mentionedIn(text, names)]).toEqual(expected)
})

test('the pieces of a text are the text', () => {
  const part = fc.oneof(fc.constantFrom('@', ...names.map((name) => `@${name}`), ' ', '.'), fc.string())
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('')
      expect(
        mentionPieces(text, names)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('a long text of nothing but signs is read at once', () => {
  const many = Array.from({ length: 300 }, (_, index) => `person${index}`)
  expect(mentionPieces('@'.repeat(20_000), many)).toHaveLength(1)
})
