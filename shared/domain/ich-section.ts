// The number of a section in the words of an ICH category (`ICH E3 14.3.1 Displays of Adverse Events`) and in the code of an
// output (`t14.3.1.2`): 14.3.1 and 14.3.1.2.
const SECTION = /(?<![\d.])\d+(?:\.\d+)+/

/** `14.3.1`; null for words without such a number. */
export const sectionOf = (words: string): string | null =>
  SECTION.exec(words.replace(/^[a-z]+[_-]?/i, '').replaceAll(/(?<=\d)[_-](?=\d)/g, '.'))?.[0] ?? null

/** Whether `inner` is `outer` or lies in it: 14.3.1.2 lies in 14.3.1, 14.31 does not. */
export const liesIn = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}.`)
