// T-IMP-1, T-IMP-2: spreadsheets made to do harm. Each is refused within seconds with a sentence, or read as the plain values it
// holds; others are answered meanwhile, the memory stays bounded, and no prototype gains a key.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlainReply } from '../helpers/plain-request.ts'
import { sendBytes } from '../helpers/plain-request.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { zipOf, type ZipEntry } from '../helpers/zip.ts'
import { workbook } from '../helpers/workbooks.ts'

const MB = 1024 * 1024
let host: Host
beforeAll(async () => {
  host = await startHost()
})
afterAll(() => host.close())

const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`)
const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a small workbook with this sheet, and what else is wanted. */
function parts(sheet: ZipEntry['content'], claimed?: number): ZipEntry[] {
  return [
    {
      name: '[Content_Types].xml',
      content: xml(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
      ),
    },
    {
      name: '_rels/.rels',
      content: xml(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: xml(
        `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
    },
    {
      name: 'xl/workbook.xml',
      content: xml(
        `<workbook xmlns="${NS}" xmlns:r="${OFFICE}"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>`,
      ),
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet, ...(claimed !== undefined && { claimed }) },
  ]
}
const cell = (text: string) => `<c r="A1" t="inlineStr"><is><t>${text}</t></is></c>`
const sheetOf = (inside: string, before = '') =>
  Buffer.from(`<?xml version="1.0"?>${before}<worksheet xmlns="${NS}"><sheetData>${inside}</sheetData></worksheet>`)

const blanks = (size: number) => Buffer.alloc(size, ' ')
const LAUGHS = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${['b', 'c', 'd', 'e', 'f', 'g', 'h']
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefg'[index]};`.repeat(20)}">`)
  .join('')}]>`

const files: [string, () => Uint8Array | Promise<Uint8Array>, 'refused' | 'read'][] = [
  ['a gigabyte that says so', () => zipOf(parts(blanks(310 * MB))), 'refused'],
  ['a gigabyte that claims to be a kilobyte', () => zipOf(parts(blanks(400 * MB), 1024)), 'refused'],
  ['a header that claims four gigabytes', () => zipOf(parts(sheetOf(''), 0xfffffffe)), 'refused'],
  ['thousands of parts', () => zipOf(Array.from({ length: 5_000 }, (_, n) => ({ name: `x${n}`, content: blanks(1) }))), 'refused'],
  ['an archive in an archive', () => zipOf([{ name: 'inner.xlsx', content: zipOf(parts(sheetOf(''))) }]), 'refused'],
  ['entities of entities', () => zipOf(parts(sheetOf(`<row r="1">${cell('&h;')}</row>`, LAUGHS))), 'refused'],
  ['an entity that names a file', () => zipOf(parts(sheetOf(`<row r="1">${cell('&f;')}</row>`, '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'))), 'refused'],
  ['a row of the number one billion', () => zipOf(parts(sheetOf('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'))), 'refused'],
  ['a column far to the right', () => zipOf(parts(sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'))), 'refused'],
  ['a column of seven letters', () => zipOf(parts(sheetOf('<row r="1"><c r="AAAAAAA1"><v>1</v></c></row>'))), 'refused'],
  ['a row of the number one billion in a part of another name', () => zipOf(parts(sheetOf("<row r='1000000000'><c><v>1</v></c></row>")).map((part) => ({ ...part, name: part.name.replace('sheet1.xml', 'x.bin'), content: part.name.endsWith('book.xml.rels') ? Buffer.from(part.content.toString().replace('sheet1.xml', 'x.bin')) : part.content }))), 'refused'],
  ['merged over everything', () => zipOf(parts(Buffer.from(`<worksheet xmlns="${NS}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`))), 'refused'],
  ['names that lead out of the archive', () => zipOf([...parts(sheetOf(`<row r="1">${cell('Code')}</row>`)), { name: '../../../../tmp/evil', content: blanks(9) }]), 'read'],
  ['headings that reach a prototype', () => workbook([['__proto__', 'constructor', 'Code'], ['x', 'y', 'T-1']]), 'read'],
  ['a text with a quote that is never closed', () => Buffer.from(`Code,Title\n"${'x,\n'.repeat(3 * MB)}`), 'refused'],
  ['a text of one line', () => Buffer.from('x'.repeat(20 * MB)), 'refused'],
  ['a text with a million lines', () => Buffer.from('a,b\n'.repeat(1_000_000)), 'refused'],
  ['bytes of nothing known', () => Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 7919) % 256)), 'read'],
] // prettier-ignore

test.each(files)('%s', { timeout: 60_000 }, async (what, make, expected) => {
  const bytes = await make()
  const before = process.memoryUsage().rss
  const begun = performance.now()
  let done = false
  const upload = sendBytes(host.url, '/api/v1/imports?name=list.xlsx', bytes).finally(() => (done = true))
  const waits: number[] = []
  while (!done) {
    const asked = performance.now()
    expect((await host.api('GET', '/hello')).status).toBe(200)
    waits.push(performance.now() - asked)
  }
  const { status, text }: PlainReply = await upload
  expect(performance.now() - begun, what).toBeLessThan(10_000)
  expect(process.memoryUsage().rss - before, what).toBeLessThan(1_200 * MB)
  expect(status, text).toBeLessThan(500)
  if (expected === 'refused') {
    expect(status, text).toBeGreaterThanOrEqual(400)
    expect((JSON.parse(text) as { detail: string }).detail).toMatch(/\.$/)
  }
  expect(text).not.toContain('root:')
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.9)]!, what).toBeLessThan(500)
})
