// What it says: checks about titles, populations, footnotes and acronyms.
import { isOutput, ofItem, type LintItem, type LintRule } from '../finding.ts'

const PLACEHOLDER = /\b(tbd|tbc|xxx+|lorem|todo|placeholder)\b|\?\?+|<[^>]{1,30}>/i
/** As many as a FOOTNOTE statement of SAS takes. */
const FOOTNOTES = 10
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

const textsOf = ({ title, footnotes }: LintItem) => [title, ...footnotes]
const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
/** `AE` of `AE = Adverse Event`. */
const shortOf = (acronym: string) => acronym.split(/\s*[=:–-]\s/)[0]!.trim()

function isBalanced(text: string): boolean {
  const open: string[] = []
  for (const letter of text) {
    if ('([{'.includes(letter)) open.push(letter)
    else if (pairs[letter] !== undefined && open.pop() !== pairs[letter]) return false
  }
  return open.length === 0
}

export const textRules: readonly LintRule[] = [
  ofItem({
    id: 'missing-title',
    severity: 'error',
    title: 'No title',
    check: (item) => (item.title === '' ? `It has no ${isOutput(item) ? 'title' : 'label'}.` : null),
  }),
  ofItem({
    id: 'missing-population',
    severity: 'warning',
    title: 'No population',
    check: (item) => (isOutput(item) && item.population === '' ? 'No population is set.' : null),
  }),
  ofItem({
    id: 'missing-category',
    severity: 'hint',
    title: 'No ICH category',
    check: (item) =>
      isOutput(item) && item.ich_category === ''
        ? 'No ICH category is set, so it comes last in the table of contents.'
        : null,
  }),
  ofItem({
    id: 'title-differs-from-package',
    severity: 'warning',
    title: 'Title differs from the package',
    mends: 'Takes over the title of the package.',
    check: (item) =>
      item.package_title !== null && item.package_title !== item.title
        ? {
            message: `In the package it is called '${short(item.package_title)}'.`,
            fix: isOutput(item)
              ? { on: 'item', patch: { tlf_details: { title_id: item.package_title_id } } }
              : { on: 'item', patch: { dataset_details: { label: item.package_title } } },
          }
        : null,
  }),
  {
    id: 'title-twice',
    severity: 'warning',
    title: 'Two outputs that say the same',
    prepare({ items }) {
      const keyOf = ({ item_subtype, title, population, ich_category }: LintItem) =>
        JSON.stringify([item_subtype, title, population, ich_category])
      const holders = new Map<string, string[]>()
      for (const item of items) {
        if (isOutput(item) && item.title !== '')
          holders.set(keyOf(item), [...(holders.get(keyOf(item)) ?? []), item.code])
      }
      return (item) => {
        const others = isOutput(item) ? (holders.get(keyOf(item)) ?? []).filter((code) => code !== item.code) : []
        return others.length > 0
          ? { message: `It has kind, title, population and category of ${others.slice(0, 3).join(', ')}.` }
          : null
      }
    },
  },
  ofItem({
    id: 'placeholder',
    severity: 'warning',
    title: 'A text that was to be filled in',
    check: (item) => {
      const text = textsOf(item).find((each) => PLACEHOLDER.test(each))
      return text === undefined ? null : `'${short(text)}' holds a placeholder.`
    },
  }),
  ofItem({
    id: 'blanks',
    severity: 'hint',
    title: 'Blanks too many',
    check: (item) => {
      const text = textsOf(item).find((each) => / {2}|^\s|\s$|\t|\u00a0/.test(each))
      return text === undefined ? null : `'${short(text.trim())}' has blanks at an end, two in a row, or a tab.`
    },
  }),
  ofItem({
    id: 'unbalanced-brackets',
    severity: 'warning',
    title: 'A bracket without its other half',
    check: (item) => {
      const text = textsOf(item).find((each) => !isBalanced(each))
      return text === undefined ? null : `In '${short(text)}' a bracket has no other half.`
    },
  }),
  ofItem({
    id: 'footnote-twice',
    severity: 'warning',
    title: 'A footnote said twice',
    check: ({ footnotes }) => {
      const normal = footnotes.map((text) => text.toLowerCase().replaceAll(/\W+/g, ''))
      const at = normal.findIndex((text, index) => text !== '' && normal.indexOf(text) !== index)
      return at < 0 ? null : `Footnote ${at + 1} says what footnote ${normal.indexOf(normal[at]!) + 1} says.`
    },
  }),
  ofItem({
    id: 'too-many-footnotes',
    severity: 'hint',
    title: 'More footnotes than SAS shows',
    check: ({ footnotes }) =>
      footnotes.length > FOOTNOTES
        ? `It has ${footnotes.length} footnotes; a FOOTNOTE statement takes ${FOOTNOTES}.`
        : null,
  }),
  {
    id: 'other-population',
    severity: 'error',
    title: 'The title names another population',
    prepare({ populations }) {
      const known = populations.map((label) => [label, label.toLowerCase()] as const)
      return (item) => {
        if (!isOutput(item) || item.population === '') return null
        const title = item.title.toLowerCase()
        const own = item.population.toLowerCase()
        const [named] = known.find(([, lower]) => lower !== own && !own.includes(lower) && title.includes(lower)) ?? []
        return named === undefined
          ? null
          : { message: `The title names the ${named}, and the population is ${item.population}.` }
      }
    },
  },
  {
    id: 'acronym-not-listed',
    severity: 'hint',
    title: 'An acronym of the title is not explained',
    prepare({ acronyms }) {
      const known = new Map(acronyms.map((label) => [shortOf(label), label]))
      return (item) => {
        if (!isOutput(item)) return null
        const listed = new Set(item.acronyms.map(shortOf))
        const missing = item.title.split(/[^\p{L}\p{N}]+/u).find((word) => known.has(word) && !listed.has(word))
        return missing === undefined ? null : { message: `The title says ${missing}, which is not among its acronyms.` }
      }
    },
  },
]
