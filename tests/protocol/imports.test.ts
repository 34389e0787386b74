// Spreadsheets brought in: the preview says what the commit does, and the commit does all of it or nothing.
import { describe, expect, onTestFinished, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { seedPeople } from '../helpers/seed-items.ts'
import { commit, previewAgain, previewOf, textFile, upload } from '../helpers/spreadsheets.ts'
import { openWorkbook, workbook, type Cell } from '../helpers/workbooks.ts'

async function hostWith(codes: string[], policy: 'strict' | 'permissive' = 'permissive'): Promise<Host> {
  const host = await startHost({ policy })
  onTestFinished(() => host.close())
  seedTrackers(host, codes)
  seedPeople(host, ['ann', 'bob'])
  return host
}
const tracker = async (host: Host, id: number) => (await host.api('GET', `/reporting-effort-tracker/${id}`)).body
const items = async (host: Host) => (await host.api('GET', '/reporting-effort-items/by-effort/1')).body
const kinds = (lines: readonly { kind: string }[]) => lines.map(({ kind }) => kind)

describe('a tracker list of somebody’s own', () => {
  test('headings are guessed below title rows; new, changed, unchanged and refused rows are told apart; commit does that', async () => {
    const host = await hostWith(['T-1', 'T-2', 'T-3'])
    const rows: Cell[][] = [
      ['Study ABC: list of outputs'],
      [],
      ['Output No', 'Type', 'Title', 'Programmer', 'Status', 'Deadline', 'QC by'],
      ['T-1', 'Table', null, 'ann', 'Ongoing', new Date('2026-05-01'), 'Bob'],
      ['T-2', 'Table', null, null, 'not started', null, null],
      ['T-9', 'T', 'Demographics', 'ann', null, new Date('2026-05-02'), null],
      ['T-3', 'Table', null, 'Zoe', null, null, null],
    ]
    const { seq } = host.server.store.log.head
    const plan = await previewOf(host, await workbook(rows), 'tracker', 1)
    expect(kinds(plan.lines)).toEqual(['changed', 'unchanged', 'new', 'refused'])
    expect(plan.counts).toMatchObject({ new: 1, changed: 1, unchanged: 1, refused: 1, conflicts: 0 })
    expect(plan.lines[0]).toMatchObject({
      row: 4,
      name: 'Table T-1',
      changes: [
        { column: 'production_programmer', before: '', after: 'ann' },
        { column: 'production_status', before: 'Not started', after: 'In progress' },
        { column: 'due_date', before: '', after: '2026-05-01' },
        { column: 'qc_programmer', before: '', after: 'bob' },
      ],
    })
    expect(plan.questions.words).toEqual([{ column: 'production_programmer', word: 'Zoe', rows: 1 }])
    expect(await items(host), 'a preview writes nothing').toHaveLength(3)
    expect(host.server.store.log.head.seq).toBe(seq)

    const feed = await host.feed()
    const { status, body, headers } = await commit(host, plan)
    expect([status, body.counts.new, body.counts.changed]).toEqual([200, 1, 1])
    expect(await tracker(host, 1)).toMatchObject({
      production_programmer_id: 2,
      production_status: 'in_progress',
      due_date: '2026-05-01',
      qc_programmer_id: 3,
    })
    expect((await items(host)).map((item: { item_code: string }) => item.item_code)).toContain('T-9')
    await expect.poll(() => feed.changes().at(-1)?.last).toBe(true)
    expect(
      feed.changes().filter(({ last }) => last),
      'one transaction',
    ).toHaveLength(1)

    const [first] = headers.get('x-change-seq')!.split('-')
    expect((await host.api('POST', '/changes/undo', { seq: Number(first) })).status).toBe(200)
    expect(await items(host)).toHaveLength(3)
    expect((await tracker(host, 1)).production_programmer_id).toBeNull()
  })

  test('a name nobody goes by is answered once for the file', async () => {
    const host = await hostWith(['T-1', 'T-2'])
    const file = await workbook([
      ['Code', 'Programmer'],
      ['T-1', 'Zoe'],
      ['T-2', 'zoe '],
    ])
    const plan = await previewOf(host, file, 'tracker', 1, { answers: { production_programmer: { zoe: 2 } } })
    expect(kinds(plan.lines)).toEqual(['changed', 'changed'])
    await commit(host, plan)
    expect((await tracker(host, 2)).production_programmer_id).toBe(2)
  })

  test('what the rules refuse is refused in the preview, with the rule, and the others go in', async () => {
    const host = await hostWith(['T-1', 'T-2'], 'strict')
    const file = await workbook([
      ['Code', 'Programmer', 'Due'],
      ['T-1', 'ann', null],
      ['T-2', 'ann', '2026-05-01'],
    ])
    const plan = await previewOf(host, file, 'tracker', 1)
    expect(kinds(plan.lines)).toEqual(['refused', 'changed'])
    expect(plan.lines[0]!.reasons.join()).toMatch(/due date/i)
    await commit(host, plan)
    expect((await tracker(host, 1)).production_programmer_id).toBeNull()
    expect((await tracker(host, 2)).production_programmer_id).toBe(2)
  })

  test('the same row twice in a file, a code that is there twice, an empty code: refused with the rows named', async () => {
    const host = await hostWith(['T-1'])
    await host.api('POST', '/reporting-effort-items/1/items', {
      item_type: 'TLF',
      item_subtype: 'Listing',
      item_code: 'T-1',
      reporting_effort_id: 1,
    })
    const file = await workbook([
      ['Code', 'Type', 'Priority'],
      ['T-1', null, 'high'],
      ['T-1', 'Table', 'high'],
      ['t-1', 'Table', 'low'],
      [null, 'Table', 'low'],
    ])
    const plan = await previewOf(host, file, 'tracker', 1)
    expect(kinds(plan.lines)).toEqual(['refused', 'changed', 'refused', 'refused'])
    expect(plan.lines.map(({ reasons }) => reasons.join())).toEqual([
      'T-1 is there as Table and Listing. Add a column with the type.',
      '',
      'The file has it already in row 3. Keep one of the two.',
      'Code is empty.',
    ])
  })

  test('a blank cell says nothing, unless it is to empty the field', async () => {
    const host = await hostWith(['T-1'])
    await host.api('PUT', '/reporting-effort-tracker/1', { due_date: '2026-05-01', priority: 'high' })
    const file = await workbook([
      ['Code', 'Due', 'Priority'],
      ['T-1', null, null],
    ])
    expect(kinds((await previewOf(host, file, 'tracker', 1)).lines)).toEqual(['unchanged'])
    const plan = await previewOf(host, file, 'tracker', 1, { blank_clears: true })
    expect(plan.lines[0]!.changes).toEqual([{ column: 'due_date', before: '2026-05-01', after: '' }])
  })

  test('only new rows, or only rows that are there', async () => {
    const host = await hostWith(['T-1'])
    const file = await workbook([
      ['Code', 'Priority'],
      ['T-1', 'high'],
      ['T-2', 'high'],
    ])
    expect(kinds((await previewOf(host, file, 'tracker', 1, { add: false })).lines)).toEqual(['changed', 'left_out'])
    expect(kinds((await previewOf(host, file, 'tracker', 1, { update: false })).lines)).toEqual(['left_out', 'new'])
  })
})

describe('commit', () => {
  test('somebody changed the rows since the preview: nothing is imported, and the new preview is', async () => {
    const host = await hostWith(['T-1'])
    const plan = await previewOf(
      host,
      await workbook([
        ['Code', 'Priority'],
        ['T-1', 'high'],
      ]),
      'tracker',
      1,
    )
    await host.api('PUT', '/reporting-effort-tracker/1', { priority: 'low' })
    const refused = await commit(host, plan)
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict'])
    expect((await tracker(host, 1)).priority).toBe('low')
    const mapping = { 0: 'item_code', 1: 'priority' }
    const again = await previewAgain(host, plan, { subject: 'tracker', owner_id: 1, sheet: 0, header_row: 0, mapping })
    expect((await commit(host, again)).status).toBe(200)
    expect((await tracker(host, 1)).priority).toBe('high')
  })

  test('the refused rows come as a file of the same columns, mended and brought back', async () => {
    const host = await hostWith(['T-1', 'T-2'])
    const plan = await previewOf(
      host,
      await workbook([
        ['Code', 'Due', 'My notes'],
        ['T-1', 'soon', 'keep me'],
        ['T-2', '2026-05-01', 'x'],
      ]),
      'tracker',
      1,
    )
    const response = await fetch(`${host.url}/api/v1/imports/${plan.id}/refused`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const sheet = (await openWorkbook(bytes)).worksheets[0]!
    expect(sheet.getRow(1).values).toEqual([
      undefined,
      'Row of the file',
      'Why it was refused',
      'Code',
      'Due',
      'My notes',
    ])
    expect(sheet.getRow(2).getCell(5).value).toBe('keep me')
    sheet.getRow(2).getCell(4).value = new Date('2026-06-01')
    const mended = new Uint8Array(await sheet.workbook.xlsx.writeBuffer())
    expect(kinds((await previewOf(host, mended, 'tracker', 1)).lines)).toEqual(['changed'])
  })
})

describe('other lists', () => {
  test('texts, packages and people', async () => {
    const host = await hostWith([])
    const texts = await previewOf(
      host,
      textFile('Type;Content\nTitle;Demographics\nFootnote;Ä note, with a comma\nOops;x\n'),
      'texts',
    )
    expect(kinds(texts.lines)).toEqual(['new', 'new', 'refused'])
    await commit(host, texts)
    const again = await previewOf(host, textFile('Type,Content\nTitle,demo graphics\n'), 'texts')
    expect(kinds(again.lines)).toEqual(['unchanged'])

    const packages = await previewOf(host, textFile('Package Name\nOncology\nSafety\n'), 'packages')
    expect((await commit(host, packages)).body.counts.new).toBe(2)

    const people = await previewOf(
      host,
      textFile('Username,Role,Department\ncarla,Editor,Programming\nann,VIEWER,\n'),
      'people',
    )
    expect(kinds(people.lines)).toEqual(['new', 'changed'])
    await commit(host, people)
    const list = (await host.api('GET', '/users/')).body
    expect(list.find((user: { username: string }) => user.username === 'carla')).toMatchObject({ role: 'EDITOR' })
  })

  test('items of a package, texts created on the way and found again', async () => {
    const host = await hostWith([])
    const { body } = await host.api('POST', '/packages/', { package_name: 'Oncology' })
    const rows: Cell[][] = [
      ['Title Key', 'TLF Type', 'Title', 'Population', 'ICH Category', 'Footnotes'],
      ['T14.1', 'Table', 'Demographics', 'Safety set', '14.1', 'One; Two'],
      ['L16.1', 'Listing', 'Demographics', 'Safety Set', null, 'Two'],
    ]
    const plan = await previewOf(host, await workbook(rows), 'package_items', body.id)
    expect(kinds(plan.lines)).toEqual(['new', 'new'])
    await commit(host, plan)
    const texts = (await host.api('GET', '/text-elements/?limit=1000')).body
    expect(texts.map(({ type, label }: { type: string; label: string }) => `${type}: ${label}`).sort()).toEqual([
      'footnote: One',
      'footnote: Two',
      'ich_category: 14.1',
      'population_set: Safety set',
      'title: Demographics',
    ])
    expect(kinds((await previewOf(host, await workbook(rows), 'package_items', body.id)).lines)).toEqual([
      'unchanged',
      'unchanged',
    ])
  })
})

describe('what is not taken', () => {
  test.each([
    ['no spreadsheet', textFile('\0\0\0'), /not a text file/],
    ['an empty file', new Uint8Array(), /empty|Send the file/],
    ['a workbook of before 2007', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), /before 2007/],
    ['an archive that is cut off', textFile('PK\x03\x04 and no more'), /cut off/],
  ])('%s', async (_name, file, message) => {
    const host = await hostWith([])
    const { status, body } = await upload(host, file)
    expect([status, body.detail]).toEqual([400, expect.stringMatching(message)])
  })

  test('a file of somebody else, an unknown one, an unknown effort', async () => {
    const host = await hostWith([])
    const id = '00000000-0000-4000-8000-000000000000'
    expect((await host.api('GET', `/imports/${id}/lines`)).status).toBe(404)
    const { body } = await upload(host, textFile('Code\nT-1\n'))
    const started = await host.api('POST', `/imports/${body.id}/preview`, {
      subject: 'tracker',
      owner_id: 77,
      sheet: 0,
      header_row: 0,
      mapping: { 0: 'item_code' },
    })
    await expect
      .poll(async () => (await host.api('GET', `/jobs/${started.body.id}`)).body)
      .toMatchObject({ status: 'failed', error: 'Reporting effort not found' })
  })
})
