// What programs in SAS and R read of an effort: plain files without a time or a name in them, so that the same effort gives the
// same bytes. SAS holds 200 bytes in a character variable of a transport file, 40 in a label and 8 in a name, and shows ten
// footnotes (SAS 9.4 Language Reference); whatever is longer is told.
import { AppError } from '../../../shared/errors.ts'
import { writeCsv, type CsvCell } from '../../spreadsheets/write-csv.ts'
import type { EffortContents } from './effort-contents.ts'

const TEXT_BYTES = 200
const LABEL_BYTES = 40
const FOOTNOTES = 10
const NAME = /^[A-Z_][A-Z0-9_]{0,7}$/i

interface Table {
  name: string
  header: readonly string[]
  rows: (contents: EffortContents) => CsvCell[][]
}

const tables: readonly Table[] = [
  {
    name: 'contents.csv',
    header: ['position', 'ich_category', 'type', 'code', 'title', 'population'],
    rows: ({ outputs }) =>
      outputs.map(({ ich_category, type, code, title, population }, index) => [
        index + 1,
        ich_category,
        type,
        code,
        title,
        population,
      ]),
  },
  {
    name: 'titles.csv',
    header: ['code', 'type', 'title', 'population', 'ich_category'],
    rows: ({ outputs }) =>
      outputs.map(({ code, type, title, population, ich_category }) => [code, type, title, population, ich_category]),
  },
  {
    name: 'footnotes.csv',
    header: ['code', 'type', 'number', 'footnote'],
    rows: ({ outputs }) =>
      outputs.flatMap(({ code, type, footnotes }) => footnotes.map((text, index) => [code, type, index + 1, text])),
  },
  {
    name: 'acronyms.csv',
    header: ['code', 'type', 'acronym'],
    rows: ({ outputs }) => outputs.flatMap(({ code, type, acronyms }) => acronyms.map((text) => [code, type, text])),
  },
  {
    name: 'populations.csv',
    header: ['population', 'outputs'],
    rows: ({ outputs }) => {
      const counts = new Map<string, number>()
      for (const { population } of outputs) {
        if (population) counts.set(population, (counts.get(population) ?? 0) + 1)
      }
      return [...counts].sort(([one], [other]) => (one < other ? -1 : 1))
    },
  },
  {
    name: 'datasets.csv',
    header: ['name', 'type', 'label', 'run_order'],
    rows: ({ datasets }) => datasets.map(({ name, type, label, run_order }) => [name, type, label, run_order]),
  },
]
const JSON_FILE = 'effort.json'

/** A line break would end the record for PROC IMPORT, whatever quotes are around it. */
const onOneLine = (cell: CsvCell) => (typeof cell === 'string' ? cell.replaceAll(/\s*[\r\n]+\s*/g, ' ') : cell)

export const handOffFiles = (contents: EffortContents) => [
  ...tables.map(({ name, rows }) => ({ name, rows: rows(contents).length })),
  { name: JSON_FILE, rows: contents.outputs.length + contents.datasets.length },
]

/** @throws AppError `not_found` for a name that is none of the files */
export function writeHandOff(contents: EffortContents, file: string): string {
  if (file === JSON_FILE) {
    const without = <T extends { id: number }>({ id: _id, ...rest }: T) => rest
    const { outputs, datasets } = contents
    return `${JSON.stringify({ outputs: outputs.map(without), datasets: datasets.map(without) }, null, 2)}\n`
  }
  const table = tables.find(({ name }) => name === file)
  if (table) {
    const rows = table.rows(contents).map((row) => row.map(onOneLine))
    return writeCsv([table.header, ...rows], { bom: false })
  }
  const names = [...tables.map(({ name }) => name), JSON_FILE].join(', ')
  throw new AppError('not_found', `There is no file '${file}'. There are ${names}.`)
}

/** What SAS would cut off or refuse, in sentences. */
export function limitsBroken({ outputs, datasets }: EffortContents): string[] {
  const tooLong = (what: string, text: string, limit: number) => {
    const bytes = Buffer.byteLength(text)
    return bytes > limit ? [`${what} has ${bytes} bytes; SAS keeps ${limit}.`] : []
  }
  return [
    ...outputs.flatMap(({ code, title, population, footnotes }) => [
      ...tooLong(`The title of ${code}`, title, TEXT_BYTES),
      ...tooLong(`The population of ${code}`, population, TEXT_BYTES),
      ...footnotes.flatMap((text, index) => tooLong(`Footnote ${index + 1} of ${code}`, text, TEXT_BYTES)),
      ...(footnotes.length > FOOTNOTES
        ? [`${code} has ${footnotes.length} footnotes; a FOOTNOTE statement of SAS takes ${FOOTNOTES}.`]
        : []),
    ]),
    ...datasets.flatMap(({ name, label }) => [
      ...(NAME.test(name) ? [] : [`${name} is no name of a SAS transport dataset: letters, digits and _, at most 8.`]),
      ...tooLong(`The label of ${name}`, label, LABEL_BYTES),
    ]),
  ]
}
