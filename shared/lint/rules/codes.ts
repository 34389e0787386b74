// What it is called: checks about output numbers and names of datasets.
import { liesIn, sectionOf } from '../../domain/ich-section.ts'
import { isOutput, ofItem, type LintRule } from '../finding.ts'

const kindOfLetter: Readonly<Record<string, string>> = { t: 'Table', l: 'Listing', f: 'Figure' }
/** `t14.1`, `T_14_1`, `T-14.1`, `Table 14.1`. */
const LETTER = /^(?:(table|listing|figure)s?\b|([tlf])(?=[\d_.\- ]))/i
/** Names of datasets in a transport file (FDA Study Data Technical Conformance Guide). */
const DATASET = /^[A-Z][A-Z0-9]{0,7}$/i
/** `T-14-1-2`, `t_14_1_2` and `t14.1.2` are one. */
const sameCode = (code: string) =>
  code
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '.')
    .replaceAll(/(?<=\p{L})\.(?=\d)/gu, '')

function kindSaidBy(code: string): string | undefined {
  const found = LETTER.exec(code)
  return found ? kindOfLetter[(found[1] ?? found[2])![0]!.toLowerCase()] : undefined
}

export const codeRules: readonly LintRule[] = [
  {
    id: 'code-twice',
    severity: 'error',
    title: 'The same number twice',
    prepare({ items }) {
      const holders = new Map<string, { id: number; code: string; item_subtype: string }[]>()
      for (const { id, code, item_subtype, item_type } of items) {
        const key = `${item_type} ${sameCode(code)}`
        holders.set(key, [...(holders.get(key) ?? []), { id, code, item_subtype }])
      }
      return ({ id, code, item_type }) => {
        const other = (holders.get(`${item_type} ${sameCode(code)}`) ?? []).find((each) => each.id !== id)
        return other ? { message: `${other.item_subtype} ${other.code} goes by the same number.` } : null
      }
    },
  },
  ofItem({
    id: 'code-of-another-kind',
    severity: 'error',
    title: 'Number of another kind',
    check: (item) => {
      const said = isOutput(item) ? kindSaidBy(item.code) : undefined
      return said !== undefined && said !== item.item_subtype
        ? `${item.code} reads as a ${said.toLowerCase()}, and is entered as a ${item.item_subtype.toLowerCase()}.`
        : null
    },
  }),
  ofItem({
    id: 'code-outside-section',
    severity: 'warning',
    title: 'Number outside of its ICH section',
    check: (item) => {
      const [number, section] = [sectionOf(item.code), sectionOf(item.ich_category)]
      return isOutput(item) && number !== null && section !== null && !liesIn(number, section)
        ? `${item.code} does not lie in section ${section} of its ICH category.`
        : null
    },
  }),
  ofItem({
    id: 'code-malformed',
    severity: 'warning',
    title: 'A number with a slip',
    check: ({ code }) =>
      /[._-]{2}|[._-]$|^[._-]|\s{2}|^\s|\s$/.test(code)
        ? `'${code}' has a separator too many, or one at an end.`
        : null,
  }),
  ofItem({
    id: 'dataset-name',
    severity: 'warning',
    title: 'No name of a transport dataset',
    check: (item) =>
      !isOutput(item) && !DATASET.test(item.code)
        ? `${item.code} is longer than 8 characters, or has other signs than letters and digits.`
        : null,
  }),
  ofItem({
    id: 'adam-name',
    severity: 'hint',
    title: 'ADaM dataset without AD',
    check: ({ item_subtype, code }) =>
      item_subtype === 'ADaM' && !/^AD/i.test(code) ? `${code} does not begin with AD, as ADaM datasets do.` : null,
  }),
  ofItem({
    id: 'sdtm-name',
    severity: 'hint',
    title: 'SDTM dataset with a name of ADaM',
    check: ({ item_subtype, code }) =>
      item_subtype === 'SDTM' && /^AD(SL|[A-Z]{2,})$/i.test(code)
        ? `${code} is a name of ADaM, and is entered as SDTM.`
        : null,
  }),
]
