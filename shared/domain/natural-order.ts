// The order in which people read output numbers: t14.1.2 before t14.1.10, whatever the case of letters.
const DIGITS = /\d+/g
const WIDTH = 10

/** A key whose plain text order is the natural order: each number padded to ten digits. Made once per row, compared often. */
export function naturalKey(text: string): string {
  return text.toLowerCase().replace(DIGITS, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(WIDTH, '0'))
}
