// Invented titles, footnotes and comments that differ from each other as real ones do: repeated text would compress too
// well and find its way through every index too fast. The same seed gives the same text.
import type { z } from 'zod'
import type { bulkTlf } from '../shared/entities/item-contents.ts'

export type TlfRow = z.input<typeof bulkTlf>

const measures = [
  'Summary',
  'Shift from Baseline',
  'Change from Baseline',
  'Listing',
  'Frequency',
  'Exposure-adjusted Rate',
]
const subjects = [
  'Treatment-emergent Adverse Events',
  'Serious Adverse Events',
  'Events leading to Discontinuation',
  'Laboratory Chemistry',
  'Haematology',
  'Urinalysis',
  'Vital Signs',
  'ECG Intervals',
  'Tumour Response',
  'Progression-free Survival',
  'Overall Survival',
  'Duration of Response',
  'Concomitant Medication',
  'Medical History',
  'Protocol Deviations',
  'Pharmacokinetic Concentrations',
  'Patient-reported Outcomes',
  'Study Drug Exposure',
  'Subject Disposition',
  'Demographic Characteristics',
]
const groupings = [
  'System Organ Class and Preferred Term',
  'Preferred Term and Maximum Severity',
  'Visit and Treatment Arm',
  'Region and Age Group',
  'Sex and Race',
  'Prior Line of Therapy',
  'Baseline Performance Status',
  'Biomarker Status',
  'Renal Function Category',
  'Worst Post-baseline Grade',
]
const periods = [
  'Screening',
  'Run-in',
  'Double-blind Period',
  'Open-label Extension',
  'Safety Follow-up',
  'Entire Study',
]
const populations = ['Safety Set', 'Full Analysis Set', 'Per Protocol Set', 'Screened Set', 'PK Set', 'Enrolled Set']
const sections = ['14.1', '14.2.1', '14.2.2', '14.3.1', '14.3.2', '14.3.4', '16.2.1', '16.2.4', '16.2.7', '16.2.8']
const causes = ['Percentages', 'Counts', 'Medians', 'Confidence limits', 'Hazard ratios', 'Denominators', 'Baselines']
const conditions = ['exclude missing values', 'are of subjects with a later value', 'follow the plan', 'are unadjusted']
const remarks = [
  'Please check',
  'The programmer should explain',
  'This differs from',
  'I cannot reproduce',
  'Agreed with',
]

/** A sequence of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface Wording {
  /** A row of a bulk upload; `index` makes its code unique. */
  tlf(index: number): TlfRow
  title(): string
  /** What somebody might say about an item. */
  sentence(): string
  /** One of these. */
  pick<T>(values: readonly T[]): T
  /** A whole number below `limit`. */
  below(limit: number): number
}

export function wordingFrom(seed: number): Wording {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(values: readonly T[]) => values[below(values.length)]!
  const several = <T>(most: number, make: () => T) => Array.from({ length: below(most + 1) }, make)
  const title = () =>
    `${pick(measures)} of ${pick(subjects)} by ${pick(groupings)}, ${pick(periods)}, Week ${below(104)}`
  return {
    below,
    pick,
    title,
    sentence: () => `${pick(remarks)} ${pick(subjects)} in ${pick(periods)}, visit ${below(40)}: ${title()}`,
    tlf(index) {
      const item_subtype = pick(['Table', 'Listing', 'Figure'])
      return {
        item_subtype,
        item_code: `${item_subtype[0]}-${pick(sections)}.${index}`,
        title: title(),
        footnotes: several(4, () => `${pick(causes)} of ${pick(subjects)} ${pick(conditions)}.`),
        population_flag: pick(populations),
        acronyms: several(2, () => `${pick(subjects)} (${pick(sections)})`),
        ich_category: pick(sections),
      }
    },
  }
}
