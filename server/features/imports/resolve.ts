// Turns the names of people in a file into people. A name nobody goes by is a question, asked once for the file, and until
// it is answered its rows are refused.
import { normalWord, type SheetColumn } from '../../../shared/spreadsheets/columns.ts'
import type { ReadingContext } from '../../../shared/spreadsheets/read-cell.ts'
import type { Questions, ReadRow } from '../../../shared/spreadsheets/read-rows.ts'
import type { People } from './names.ts'

/**
 * Names are replaced in the rows.
 * @param isUntouched a name nobody goes by any more is left out where the file was exported with it
 * @returns those that nobody goes by
 */
export function resolvePeople(
  rows: readonly ReadRow[],
  columns: readonly SheetColumn[],
  people: People,
  answers: ReadingContext['answers'],
  isUntouched: (row: ReadRow, column: string, name: string) => boolean = () => false,
): Questions['words'] {
  const unknown = new Map<string, Questions['words'][number]>()
  const inPeople = columns.filter(({ kind }) => kind === 'person')
  for (const row of rows) {
    for (const { key, header } of inPeople) {
      const name = row.values[key]
      if (typeof name !== 'string') continue
      const answer = answers[key]?.[normalWord(name)]
      const id = answer === undefined ? people.find(name) : answer
      if (id !== null || answer === null) {
        row.values[key] = id
        continue
      }
      if (isUntouched(row, key, name)) {
        delete row.values[key]
        continue
      }
      row.values[key] = null
      row.problems.push(`${header}: nobody here is called '${name}'. Choose a person for the name, or leave it empty.`)
      const word = unknown.get(`${key}:${normalWord(name)}`) ?? { column: key, word: name, rows: 0 }
      word.rows += 1
      unknown.set(`${key}:${normalWord(name)}`, word)
    }
  }
  return [...unknown.values()]
}
