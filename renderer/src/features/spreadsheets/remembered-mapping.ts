// Which columns of a file were which, remembered by the file's headings: the same list comes back every week.
import { useLocalStorage } from '@vueuse/core'
import { normalWord } from '../../../../shared/spreadsheets/columns.ts'
import type { Mapping } from '../../../../shared/spreadsheets/guess.ts'
import { columnsOf, type ImportSubject } from '../../../../shared/spreadsheets/subjects.ts'

/** Headings that are remembered; the oldest goes first. */
const KEPT = 20

const signature = (heading: readonly string[]) => heading.map(normalWord).join('|')

export function useRememberedMapping(subject: ImportSubject) {
  const kept = useLocalStorage<[signature: string, mapping: Mapping][]>(`pearl.import-columns.${subject}`, [])
  const known = new Set(columnsOf[subject].map(({ key }) => key))
  return {
    /** Null for headings that were not seen before. */
    read(heading: readonly string[]): Mapping | null {
      const found = kept.value.find(([seen]) => seen === signature(heading))
      return found && Object.values(found[1]).every((key) => known.has(key)) ? { ...found[1] } : null
    },
    keep(heading: readonly string[], mapping: Mapping) {
      const others = kept.value.filter(([seen]) => seen !== signature(heading))
      kept.value = [...others, [signature(heading), { ...mapping }] as [string, Mapping]].slice(-KEPT)
    },
  }
}
