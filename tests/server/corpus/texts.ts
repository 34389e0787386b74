// Text files with one hazard each, and files that are something else than they say.
import { workbook } from '../../helpers/workbooks.ts'
import type { CorpusCase } from './case.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))
const due = '2026-05-04'
const row = (values: Record<string, unknown> = {}) => ({ item_code: 'T-1', due_date: due, ...values })
const csv = (
  hazard: string,
  text: string | Uint8Array,
  rest: Omit<CorpusCase, 'hazard' | 'file' | 'name'>,
): CorpusCase => ({
  hazard,
  name: 'list.csv',
  file: () => (typeof text === 'string' ? bytes(text) : text),
  ...rest,
})

/** The end of a ZIP file whose only entry claims this. */
function archive(unpacked: number, flags = 0): Uint8Array {
  const entry = Buffer.alloc(46 + 5)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(flags, 8)
  entry.writeUInt32LE(unpacked, 24)
  entry.writeUInt16LE(5, 28)
  entry.write('a.xml', 46)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  return new Uint8Array(Buffer.concat([Buffer.from('PK\x03\x04').subarray(0, 0), entry, end]))
}
/** Begins as every ZIP file does. */
const zip = (rest: Uint8Array) => {
  const local = Buffer.from('PK\x03\x04', 'latin1')
  const moved = Buffer.from(rest)
  moved.writeUInt32LE(local.length, moved.length - 22 + 16)
  return new Uint8Array(Buffer.concat([local, moved]))
}

export const texts: CorpusCase[] = [
  csv('commas', `Code,Due Date\nT-1,${due}\n`, { rows: [row()], delimiter: ',', encoding: 'UTF-8' }),
  csv('semicolons, as in much of Europe', `Code;Due Date;Title\nT-1;${due};a, b\n`, {
    rows: [row({ title: 'a, b' })],
    delimiter: ';',
  }),
  csv('tabs', `Code\tDue Date\nT-1\t${due}\n`, { rows: [row()], delimiter: '\t' }),
  csv('bars', `Code|Due Date\nT-1|${due}\n`, { rows: [row()], delimiter: '|' }),
  csv('a first line that tells the separator', `sep=;\r\nCode;Due Date\r\nT-1;${due}\r\n`, {
    rows: [row()],
    header: 1,
    delimiter: ';',
  }),
  csv('a byte order mark', `\ufeffCode,Due Date\nT-1,${due}\n`, { rows: [row()] }),
  csv('Windows-1252', bytes(`Code;Title\nT-1;Müller’s Übersicht\n`.replace('’', '\x92'), 'latin1'), {
    rows: [{ title: 'Müller’s Übersicht' }],
    encoding: 'Windows-1252',
  }),
  csv('UTF-16 as spreadsheet programs save Unicode text', bytes(`\ufeffCode\tTitle\r\nT-1\tΔ\r\n`, 'utf16le'), {
    rows: [{ title: 'Δ' }],
    encoding: 'UTF-16',
  }),
  csv('line breaks, quotes and separators inside of quotes', 'Code,Title\nT-1,"a ""b"",\nc"\n', {
    rows: [{ title: 'a "b",\nc' }],
  }),
  csv('old Mac line ends', `Code,Due Date\rT-1,${due}\r`, { rows: [row()] }),
  csv('a quote that is never closed is a letter, or refused', `Code,Title\nT-1,5" screen\n`, {
    rows: [{ title: '5" screen' }],
  }),
  csv('rows of different lengths', `Code,Due Date,Title\nT-1,${due}\nT-2,${due},x,y,z\n`, {
    rows: [row(), { item_code: 'T-2', title: 'x' }],
  }),
  csv('no line end at the end, and blank lines there', `Code,Due Date\nT-1,${due}\n\n\n,,\n`, { rows: [row()] }),
  csv('formulas made harmless by another program', `Code,Title\nT-1,'=1+1\n`, { rows: [{ title: '=1+1' }] }),
  csv('months in words, two-digit years', 'Code,Due Date\nT-1,4-May-26\n', { rows: [row()] }),
  csv('American dates that one of them proves', 'Code,Due Date\nT-1,05/04/2026\nT-2,05/25/2026\n', {
    rows: [row(), { due_date: '2026-05-25' }],
  }),
  csv('dates with dots', 'Code;Due Date\nT-1;4.5.2026\n', { rows: [row()] }),
  csv('words for nothing', 'Code,Due Date,Programmer\nT-1,TBD,n/a\n', {
    rows: [{ due_date: null, production_programmer: null }],
  }),
  csv('nothing in it', new Uint8Array(), { refused: /empty/ }),
  csv('a picture by the name of a list', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), {
    refused: /not a text file/,
  }),
  csv('more columns than anybody has', `${'a,'.repeat(300)}\n`, { refused: /300|301 columns/ }),
  csv('more rows than anybody has', 'x\n'.repeat(50_002), { refused: /rows, and 50000 is the most/ }),
  {
    hazard: 'a workbook of the format before 2007, or one with a password',
    name: 'old.xls',
    file: () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    refused: /before 2007/,
  },
  {
    hazard: 'text by the name of a workbook',
    name: 'list.xlsx',
    file: () => bytes(`Code,Due Date\nT-1,${due}\n`),
    rows: [row()],
  },
  {
    hazard: 'a workbook by the name of a text',
    name: 'list.csv',
    file: () =>
      workbook([
        ['Code', 'Due Date'],
        ['T-1', due],
      ]),
    rows: [row()],
  },
  {
    hazard: 'a workbook that was cut off on its way',
    file: async () => (await workbook([['Code'], ['T-1']])).slice(0, 2000),
    refused: /cut off/,
  },
  { hazard: 'an archive that would unpack to gigabytes', file: () => zip(archive(3_000_000_000)), refused: /300 MB/ },
  { hazard: 'an archive with a password', file: () => zip(archive(10, 1)), refused: /password/ },
  {
    hazard: 'an archive that is no workbook',
    file: () => zip(archive(10)),
    refused: /cannot be read|damaged|no sheet/,
  },
]
