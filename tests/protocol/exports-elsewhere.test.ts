// Another program opens every kind of exported file and finds the same values in it. Runs where LibreOffice is installed.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { expect, onTestFinished, test } from 'vitest'
import { importSubjects, templates } from '../../shared/spreadsheets/subjects.ts'
import { startHost } from '../helpers/host.ts'
import { exported } from '../helpers/spreadsheets.ts'

const office = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
].find((file) => existsSync(file))
const run = promisify(execFile)
/** Separated by commas, in UTF-8, cells as they are shown, the first sheet. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1'
const cells = (file: string): string[][] => parse(readFileSync(file), { bom: true, relax_column_count: true })
/** As every program counts them: blanks at the end of a row are nothing. */
const trimmed = (rows: string[][]) =>
  rows
    .map((row) => row.map((cell) => cell.replaceAll('\r\n', '\n')))
    .map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))
    .filter((row) => row.length > 0)

test.skipIf(office === undefined)(
  'LibreOffice opens every export and every template, and shows the same values',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pearl-office-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const host = await startHost({ demo: true, policy: 'permissive' })
    onTestFinished(() => host.close())
    await host.api('POST', '/text-elements/', { type: 'title', label: '=HYPERLINK("http://example.org","Über")' })

    const owners = { tracker: 1, effort_items: 1, package_items: 1, texts: null, packages: null, people: null }
    for (const subject of importSubjects) {
      for (const format of ['xlsx', 'csv'] as const) {
        const bytes = await exported(host, { subject, owner_id: owners[subject], format })
        writeFileSync(path.join(folder, `${subject}.${format === 'csv' ? 'ours.csv' : 'xlsx'}`), bytes)
      }
    }
    for (const { file } of templates) {
      const response = await fetch(`${host.url}/api/v1/templates/${file}`)
      writeFileSync(path.join(folder, file), new Uint8Array(await response.arrayBuffer()))
    }
    const files = [...importSubjects.map((subject) => `${subject}.xlsx`), ...templates.map(({ file }) => file)]
    const out = path.join(folder, 'out')
    mkdirSync(out)
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`
    const inputs = files.map((file) => path.join(folder, file))
    await run(office!, [profile, '--headless', '--convert-to', AS_CSV, '--outdir', out, ...inputs])

    for (const subject of importSubjects) {
      const ours = trimmed(
        cells(path.join(folder, `${subject}.ours.csv`)).map((row) => row.map((cell) => cell.replace(/^'(?==)/, ''))),
      )
      const theirs = trimmed(cells(convertedFrom(out, `${subject}.xlsx`)))
      const width = ours[0]!.length
      expect(theirs[0]!.slice(0, width), subject).toEqual(ours[0])
      expect(trimmed(theirs.map((row) => row.slice(0, width))), subject).toEqual(ours)
      expect(ours.length, subject).toBeGreaterThan(1)
    }
    for (const { file, columns } of templates) {
      expect(cells(convertedFrom(out, file))[0], file).toEqual(columns.map(([, header]) => header))
    }
  },
)

/** Where there are several sheets, LibreOffice adds the name of the one it wrote. */
function convertedFrom(out: string, file: string): string {
  const { name } = path.parse(file)
  const sheet = templates.find((each) => each.file === file)?.sheet
  const named = [name, ...(sheet ? [`${name}-${sheet}`] : []), ...sheetNames.map((each) => `${name}-${each}`)]
  return named.map((each) => path.join(out, `${each}.csv`)).find((each) => existsSync(each))!
}
const sheetNames = ['Tracker', 'Items', 'Package items', 'Text Elements', 'Packages', 'Users']
