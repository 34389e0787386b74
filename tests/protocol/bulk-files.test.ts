// The bulk routes take the spreadsheet itself, as the file of a form: the same rows, the same report.
import { describe, expect, onTestFinished, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { textFile } from '../helpers/spreadsheets.ts'
import { workbook } from '../helpers/workbooks.ts'

async function hostWithPackage(): Promise<Host> {
  const host = await startHost()
  onTestFinished(() => host.close())
  await host.api('POST', '/packages/', { package_name: 'Oncology' })
  return host
}

async function send(host: Host, path: string, file: Uint8Array | null, name = 'items.xlsx') {
  const form = new FormData()
  if (file) form.set('file', new Blob([new Uint8Array(file)]), name)
  else form.set('note', 'no file here')
  const response = await fetch(`${host.url}/api/v1${path}`, { method: 'POST', body: form })
  return { status: response.status, body: await response.json() }
}

describe('a spreadsheet as the file of a form', () => {
  test('tables, listings and figures of a package, in the words of the template', async () => {
    const host = await hostWithPackage()
    const feed = await host.feed()
    const file = await workbook([
      ['Title Key', 'TLF Type', 'Title', 'Population', 'ICH Category', 'Footnotes'],
      ['t_14_1_1', 'Table', 'Demographics', 'Safety', '14.1', 'First note; Second note'],
      ['l_16_2_1', 'Listing', 'Discontinued subjects', null, null, null],
    ])
    const { status, body } = await send(host, '/packages/1/items/bulk-tlf', file)
    expect([status, body.success, body.created_count, body.errors]).toEqual([200, true, 2, []])
    expect(body.items[0]).toMatchObject({ item_code: 't_14_1_1', item_subtype: 'Table', footnotes: [{}, {}] })
    expect(await feed.next('package_item_created')).toBeDefined()
  })

  test('datasets of an effort, as text; a row that is there already is reported, the others stay', async () => {
    const host = await startHost()
    onTestFinished(() => host.close())
    seedTrackers(host, ['T-1'])
    const file = textFile(
      'Dataset Name;Dataset Type;Run Order;Dataset Label\nADSL;ADaM;1;Subject level\nADSL;ADaM;2;Again\n',
    )
    const { status, body } = await send(host, '/reporting-effort-items/1/bulk-dataset', file, 'datasets.csv')
    expect([status, body.success, body.created_count]).toEqual([200, false, 1])
    expect(body.errors).toEqual([
      "Failed to create dataset 'ADSL': A Dataset with code ADSL already exists in this reporting effort",
    ])
  })

  test.each([
    ['no file', null, /has no file/],
    ['a file without the columns', textFile('a,b\n1,2\n'), /has a column 'Title Key'/],
    [
      'a word that is no type',
      textFile('Code,Type\nT1,Table\nT2,Figure\nT3,Chart\n'),
      /Row 4: Type 'Chart' is none of/,
    ],
    ['no spreadsheet at all', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /./],
  ])('%s is refused with a sentence, and nothing is stored', async (_what, file, sentence) => {
    const host = await hostWithPackage()
    const { status, body } = await send(host, '/packages/1/items/bulk-tlf', file)
    expect(status, JSON.stringify(body)).toBe(400)
    expect(body.detail).toMatch(sentence)
    expect((await host.api('GET', '/packages/1/items')).body).toEqual([])
  })

  test('forms are taken nowhere else', async () => {
    const host = await hostWithPackage()
    const { status, body } = await send(host, '/packages/', textFile('package_name\nStolen\n'))
    expect([status, body.code]).toEqual([415, 'unsupported_media_type'])
  })
})
