// Every rule of the checks finds its defect and nothing else does, and is silent where all is well.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liesIn, sectionOf } from '../../shared/domain/ich-section.ts'
import type { LintEffort, LintItem } from '../../shared/lint/finding.ts'
import { createLinter, lintRules } from '../../shared/lint/lint.ts'

const ann = { name: 'Ann', is_active: true }
const bob = { name: 'Bob', is_active: true }
const gone = { name: 'Zoe', is_active: false }

const output = (id: number, changed: Partial<LintItem> = {}): LintItem => ({
  id,
  item_type: 'TLF',
  item_subtype: 'Table',
  code: `t14.1.${id}`,
  title: `Demographics of Group ${id}`,
  population: 'Safety Population',
  ich_category: 'ICH E3 14.1 Demographic Data',
  footnotes: ['Percentages are of the safety set.'],
  acronyms: [],
  run_order: null,
  package_title: null,
  package_title_id: null,
  production: ann,
  qc: bob,
  production_status: 'not_started',
  qc_status: 'not_started',
  due_date: '2026-06-01',
  qc_completion_date: null,
  priority: 'medium',
  in_production_flag: false,
  comments: 0,
  open_comments: 0,
  ...changed,
})
const dataset = (id: number, code: string, changed: Partial<LintItem> = {}): LintItem =>
  output(id, {
    item_type: 'Dataset',
    item_subtype: 'ADaM',
    code,
    title: `${code} label`,
    population: '',
    ich_category: '',
    footnotes: [],
    run_order: id,
    due_date: '2026-05-01',
    ...changed,
  })
const sdtm = (id: number, code: string, changed: Partial<LintItem> = {}) =>
  dataset(id, code, { item_subtype: 'SDTM', due_date: '2026-04-01', ...changed })
/** One of each kind, with nothing to find. */
const effortOf = (changed: LintItem[]): LintEffort => {
  const items = [sdtm(90, 'DM'), dataset(91, 'ADSL'), output(92), ...changed]
  return {
    items,
    release_date: '2026-03-01',
    today: '2026-05-15',
    populations: ['Safety Population', 'Intent-to-Treat Population'],
    acronyms: ['AE = Adverse Event', 'SAE = Serious Adverse Event'],
  }
}
const find = (...changed: LintItem[]) => {
  const effort = effortOf(changed)
  return createLinter(effort)(0, effort.items.length)
}
const passed = { production_status: 'completed', qc_status: 'completed', qc_completion_date: '2026-05-10' } as const

/** The defect of each rule. */
const defects: Record<string, LintItem[]> = {
  'same-person': [output(1, { qc: ann })],
  'inactive-producer': [output(1, { production: gone })],
  'inactive-checker': [output(1, { qc: gone })],
  'produced-by-nobody': [output(1, { production: null, production_status: 'in_progress' })],
  'checked-by-nobody': [output(1, { ...passed, qc: null })],
  'critical-unassigned': [output(1, { production: null, priority: 'critical' })],
  'qc-before-production': [output(1, { production_status: 'in_progress', qc_status: 'in_progress' })],
  'failed-before-production': [output(1, { qc_status: 'failed', comments: 1, open_comments: 1 })],
  'passed-with-open-comments': [output(1, { ...passed, comments: 2, open_comments: 1 })],
  'failed-without-finding': [output(1, { production_status: 'in_progress', qc_status: 'failed' })],
  'in-production-unchecked': [output(1, { in_production_flag: true })],
  'passed-without-date': [output(1, { ...passed, qc_completion_date: null })],
  'dated-but-not-passed': [output(1, { qc_completion_date: '2026-05-01' })],
  'passed-in-the-future': [output(1, { ...passed, qc_completion_date: '2026-05-16' })],
  'on-hold-unexplained': [output(1, { production_status: 'on_hold' })],
  'assigned-without-date': [output(1, { due_date: null })],
  'date-far-from-release': [output(1, { due_date: '2027-06-01' })],
  'adam-after-dependants': [dataset(93, 'ADAE', { due_date: '2026-06-02' })],
  'sdtm-after-dependants': [sdtm(94, 'AE', { due_date: '2026-05-02' })],
  'before-adsl': [dataset(5, 'ADAE')],
  'run-order-twice': [dataset(95, 'ADAE', { run_order: 91 })],
  'missing-title': [output(1, { title: '' })],
  'missing-population': [output(1, { population: '' })],
  'missing-category': [output(1, { ich_category: '' })],
  'title-differs-from-package': [output(1, { package_title: 'Something else', package_title_id: 7 })],
  'title-twice': [output(1, { title: 'Demographics of Group 92' })],
  placeholder: [output(1, { footnotes: ['Source: TBD'] })],
  blanks: [output(1, { title: 'Demographics  of one' })],
  'unbalanced-brackets': [output(1, { title: 'Demographics (of one' })],
  'footnote-twice': [output(1, { footnotes: ['Of the safety set.', 'Coded.', 'of the Safety set'] })],
  'too-many-footnotes': [output(1, { footnotes: Array.from({ length: 11 }, (_, index) => `Note ${index}`) })],
  'other-population': [output(1, { title: 'Demographics, Intent-to-Treat Population' })],
  'acronym-not-listed': [output(1, { title: 'SAE by Subject', acronyms: ['AE = Adverse Event'] })],
  'code-twice': [output(1, { code: 'T-14-1-92', title: 'Another' })],
  'code-of-another-kind': [output(1, { code: 'f14.1.1' })],
  'code-outside-section': [output(1, { code: 't14.2.1' })],
  'code-malformed': [output(1, { code: 't14.1..1' })],
  'dataset-name': [dataset(96, 'ADLONGNAMES')],
  'adam-name': [dataset(97, 'LAB')],
  'sdtm-name': [sdtm(98, 'ADSX')],
}
/** A defect that is two at once by its nature. */
const also: Record<string, string[]> = {
  'code-twice': ['code-twice'],
  'title-twice': ['title-twice'],
  'run-order-twice': ['run-order-twice'],
}

describe('the rules', () => {
  test('nothing is found where all is well: at the start, under way, and done', () => {
    expect(find(output(1), output(2, { production_status: 'in_progress' }), output(3, passed))).toEqual([])
    const failed = output(4, { production_status: 'in_progress', qc_status: 'failed', comments: 1, open_comments: 1 })
    expect(find(failed, output(5, { ...passed, in_production_flag: true, comments: 2 }))).toEqual([])
    expect(find(output(6, { production: null, qc: null, due_date: null }))).toEqual([])
    expect(find(output(7, { title: 'AE of Group 7', acronyms: ['AE = Adverse Event'] }))).toEqual([])
    expect(find(output(8, { package_title: 'Demographics of Group 8', package_title_id: 3 }))).toEqual([])
    expect(
      find(output(9, { item_subtype: 'Figure', code: 'f14.1.9' }), output(10, { production: gone, ...passed })),
    ).toEqual([])
  })

  test('every rule has a defect here, and every id is one rule', () => {
    expect(Object.keys(defects).sort()).toEqual(lintRules.map(({ id }) => id).sort())
    expect(lintRules.length).toBeGreaterThanOrEqual(25)
  })

  test.each(Object.entries(defects))('%s', (id, items) => {
    const found = find(...items)
    expect(found.map(({ rule }) => rule)).toEqual([id, ...(also[id] ?? [])])
    for (const { message } of found) expect(message).toMatch(/^.+[.?]$/)
  })

  test('a rule says what its mending does, and mends when it says so', () => {
    const mending = Object.values(defects).flatMap((items) => find(...items).filter(({ fix }) => fix !== null))
    const saying = lintRules.filter(({ mends }) => mends !== undefined)
    expect([...new Set(mending.map(({ rule }) => rule))].sort()).toEqual(saying.map(({ id }) => id).sort())
    for (const items of Object.values(defects)) {
      for (const { rule, item_id, fix } of find(...items)) {
        const item = items.find(({ id }) => id === item_id)
        if (!item || fix?.on !== 'tracker') continue
        const { production_programmer_id, qc_programmer_id, ...rest } = fix.patch
        const mended = {
          ...item,
          ...rest,
          ...(production_programmer_id === null && { production: null }),
          ...(qc_programmer_id === null && { qc: null }),
        }
        expect(
          find(mended).map((each) => each.rule),
          rule,
        ).not.toContain(rule)
      }
    }
  })
})

test('the document lists every rule, as it is', () => {
  const document = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8')
  const lines = document.split('\n').filter((line) => line.startsWith('| `'))
  expect(lines).toEqual(
    lintRules.map(({ id, severity, title, mends = '' }) => `| \`${id}\` | ${severity} | ${title} | ${mends} |`),
  )
})

test('sections are read from categories and codes', () => {
  expect(
    ['ICH E3 14.3.1 Displays', 'Sponsor 14.4 PK', 't14.1.2', 'T_14_1_2', 'Listing 16.2.7', 'ADSL'].map(sectionOf),
  ).toEqual(['14.3.1', '14.4', '14.1.2', '14.1.2', '16.2.7', null])
  expect([liesIn('14.3.1.2', '14.3.1'), liesIn('14.31', '14.3'), liesIn('14.3', '14.3')]).toEqual([true, false, true])
})
