// Which licences may be shipped, and the file that carries the notices of all that is.
import { Failure } from '../bootstrap/say.mjs'
import type { ShippedPackage } from './shipped.ts'

/** SPDX identifiers whose terms are kept by shipping their notices. */
export const SHIPPABLE: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  // Named so, without a number of clauses, by the spelling dictionaries; their texts travel along.
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
]

/** True when the expression leaves a choice that may be shipped: one side of OR suffices, both sides of AND must hold. */
export const isShippable = (expression: string): boolean => isAmong(SHIPPABLE, expression)

/** The same for another list of SPDX identifiers. */
export function isAmong(allowed: readonly string[], expression: string): boolean {
  const text = stripped(expression)
  const isAllowed = (part: string) => isAmong(allowed, part)
  const alternatives = splitAt(text, ' OR ')
  if (alternatives.length > 1) return alternatives.some(isAllowed)
  const together = splitAt(text, ' AND ')
  if (together.length > 1) return together.every(isAllowed)
  return allowed.includes(text)
}

/** Without the parentheses around the whole. */
function stripped(expression: string): string {
  const text = expression.trim()
  return text.startsWith('(') && closes(text) === text.length - 1 ? stripped(text.slice(1, -1)) : text
}

/** Where the parenthesis closes that opens the text. */
function closes(text: string): number {
  let depth = 0
  for (const [index, letter] of [...text].entries()) {
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth === 0) return index
  }
  return -1
}

/** Parts between the operator, where it stands outside of parentheses. */
function splitAt(text: string, operator: string): string[] {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    if (text[at] === ')') depth -= 1
    if (depth === 0 && text.startsWith(operator, at)) {
      return [text.slice(0, at), ...splitAt(text.slice(at + operator.length), operator)]
    }
  }
  return [text]
}

/** @throws Failure naming every package that may not be shipped, or whose licence has no text to ship */
export function notices(packages: readonly ShippedPackage[]): string {
  const refused = packages.filter(({ licence }) => !isShippable(licence))
  if (refused.length > 0) {
    const list = refused.map(({ name, version, licence }) => `${name} ${version} (${licence})`)
    throw new Failure(
      `These packages may not be shipped under their licences: ${list.join(', ')}. Replace them, or add the licence to scripts/packaging/licences.ts once its terms were read.`,
    )
  }
  const silent = packages.filter(({ texts }) => texts.length === 0)
  if (silent.length > 0) {
    throw new Failure(
      `These packages carry no text of their licence: ${silent.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join(', ')}. Add it to scripts/packaging/texts from their repositories.`,
    )
  }
  return [
    'PEARL Desktop contains parts of the packages named here, each under the licence that follows its name.',
    "Electron's and Chromium's own notices are in LICENSE.electron.txt and LICENSES.chromium.html.",
    ...packages.map(({ name, version, licence, texts }) =>
      [`${'='.repeat(80)}\n${name} ${version}, ${licence}`, ...texts].join('\n\n'),
    ),
    '',
  ].join('\n\n')
}
