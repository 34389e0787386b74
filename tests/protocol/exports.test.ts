// Lists taken out as files, edited elsewhere and brought back: what both sides changed is merged cell by cell, and only the
// same cell asks.
import fc from 'fast-check'
import { beforeAll, afterAll, describe, expect, test } from 'vitest'
import { today } from '../../shared/domain/days.ts'
import { reportingEffort } from '../../shared/entities/reporting-effort.ts'
import { reportingEffortItem } from '../../shared/entities/reporting-effort-item.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { seedEfforts, seedPeople } from '../helpers/seed-items.ts'
import { commit, exported, previewOf, upload, type Previewed } from '../helpers/spreadsheets.ts'
import { openWorkbook } from '../helpers/workbooks.ts'
import type { Worksheet } from '@mui/x-internal-exceljs-fork'

let host: Host
beforeAll(async () => {
  host = await startHost({ policy: 'permissive' })
  seedTrackers(host, [])
  seedPeople(host, ['ann', 'bob'])
})
afterAll(() => host.close())

/** An effort of its own for a test, with these items. @returns its id, and the ids of the items in their order */
function seedItems(codes: readonly string[]): { effort: number; items: number[] } {
  return host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    const [first] = tx.rows(reportingEffort, 'true ORDER BY id LIMIT 1')
    const { study_id, database_release_id } = first!
    const effort = tx.insert(reportingEffort, {
      study_id,
      database_release_id,
      database_release_label: `CSR ${codes.join()}`,
    })
    const items = codes.map((item_code) => {
      const item = tx.insert(reportingEffortItem, {
        reporting_effort_id: effort.id,
        item_type: 'TLF',
        item_subtype: 'Table',
        item_code,
      })
      tx.insert(tracker, { reporting_effort_item_id: item.id })
      return item.id
    })
    return { effort: effort.id, items }
  })
}

const trackerOf = async (item: number) => (await host.api('GET', `/reporting-effort-tracker/by-item/${item}`)).body
const takeOut = (effort: number, more: Record<string, unknown> = {}) =>
  exported(host, { subject: 'tracker', owner_id: effort, ...more })

/** Does to an exported file what a person does in a spreadsheet program. */
async function edited(bytes: Uint8Array, edit: (sheet: Worksheet) => void): Promise<Uint8Array> {
  const book = await openWorkbook(bytes)
  edit(book.worksheets[0]!)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const columnOf = (sheet: Worksheet, header: string) => (sheet.getRow(1).values as string[]).indexOf(header)
const set = (sheet: Worksheet, row: number, header: string, value: string | number | Date | null) => {
  sheet.getRow(row).getCell(columnOf(sheet, header)).value = value
}
const comeBack = (bytes: Uint8Array, effort: number, choice = {}): Promise<Previewed> =>
  previewOf(host, bytes, 'tracker', effort, choice)

describe('the file', () => {
  test('columns and rows are those asked for, in their order; dates are dates, formulas are text', async () => {
    const { effort, items } = seedItems(['T-2', '=1+1', 'T-10'])
    await host.api('PUT', `/reporting-effort-tracker/${(await trackerOf(items[0]!)).id}`, {
      due_date: '2026-05-01',
      production_programmer_id: 2,
    })
    const columns = ['item_code', 'due_date', 'production_programmer', 'production_status']
    const book = await openWorkbook(await takeOut(effort, { columns, ids: [items[1], items[0]] }))
    const sheet = book.getWorksheet('Tracker')!
    expect(sheet.getRow(1).values).toEqual([
      undefined,
      'Code',
      'Due Date',
      'Production Programmer',
      'Production Status',
      'PEARL id',
    ])
    expect(sheet.getRow(2).getCell(1)).toMatchObject({ value: '=1+1', type: 3 })
    expect(sheet.getRow(3).getCell(2).value).toEqual(new Date('2026-05-01T00:00:00Z'))
    expect(sheet.getRow(3).getCell(3).value).toBe('ann')
    expect(sheet.rowCount).toBe(3)
    expect(sheet.getColumn(5).hidden).toBe(true)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet.getCell('D3').dataValidation).toMatchObject({ type: 'list' })
    const visible = book.worksheets.filter(({ state }) => state === 'visible').map((each) => each.name)
    expect(visible).toEqual(['Tracker', 'Export Info'])
    expect(book.getWorksheet('Export Info')!.getRow(3).values).toEqual([undefined, 'Total', '2'])
  })

  test('text files: UTF-8 with its mark, all rows in the order of their numbers, formulas made harmless', async () => {
    const { effort } = seedItems(['T-10', 'T-2', '=cmd()'])
    const text = Buffer.from(await takeOut(effort, { format: 'csv', columns: ['item_code'] })).toString('utf8')
    expect(text).toBe("\uFEFFCode\r\n'=cmd()\r\nT-2\r\nT-10\r\n")
  })

  test('templates under their names, and no other', async () => {
    const response = await fetch(`${host.url}/api/v1/templates/package_tlf_template.xlsx`)
    expect(response.headers.get('content-disposition')).toContain('filename="package_tlf_template.xlsx"')
    const sheet = (await openWorkbook(new Uint8Array(await response.arrayBuffer()))).worksheets[0]!
    expect((sheet.getRow(1).values as string[]).slice(1, 6)).toEqual([
      'Title Key',
      'TLF Type',
      'Title',
      'Population',
      'ICH Category',
    ])
    expect((await host.api('GET', '/templates/..%2F..%2Fpackage.json')).status).toBe(404)
  })

  test('a list to try the import with goes in whole, and is the asking person’s own in part', async () => {
    const { effort } = seedItems(['T-0'])
    const response = await fetch(`${host.url}/api/v1/templates/sample_tracker.xlsx`)
    const plan = await previewOf(host, new Uint8Array(await response.arrayBuffer()), 'tracker', effort)
    expect(plan.counts).toMatchObject({ new: 20, changed: 0, refused: 0 })
    expect(plan.questions.words).toEqual([])
    expect((await commit(host, plan)).status).toBe(200)
    const all = (await host.api('GET', `/reporting-effort-items/by-effort/${effort}`)).body as {
      item_code: string
      tracker: { production_programmer_id: number | null; due_date: string }
    }[]
    const rows = all.filter(({ item_code }) => item_code !== 'T-0')
    expect(rows.filter(({ tracker: { production_programmer_id } }) => production_programmer_id === 1)).not.toEqual([])
    expect(rows.every(({ tracker: { due_date } }) => due_date > today())).toBe(true)
  })
})

describe('a file that comes back', () => {
  test('untouched, it changes nothing', async () => {
    const { effort } = seedItems(['U-1', 'U-2'])
    const plan = await comeBack(await takeOut(effort), effort)
    expect(plan.counts).toMatchObject({ unchanged: 2, changed: 0, new: 0, refused: 0, conflicts: 0 })
  })

  test('what no list knows, and a name that changed since, stay as they are when nobody touched them', async () => {
    const { effort, items } = seedItems(['V-1', 'V-2'])
    const { id } = await trackerOf(items[0]!)
    const values = { qc_level: 'double programming', production_programmer_id: 2, due_date: '2026-05-01' }
    expect((await host.api('PUT', `/reporting-effort-tracker/${id}`, values)).status).toBe(200)
    const file = await takeOut(effort, { ids: items })
    const { username, display_name } = (await host.api('GET', '/users/2')).body
    await host.api('PUT', '/users/2', { username: 'renamed', display_name: 'Somebody Else' })
    const back = await edited(file, (sheet) => set(sheet, 2, 'Priority', 'High'))
    const plan = await comeBack(back, effort)
    await host.api('PUT', '/users/2', { username, display_name })
    expect(plan.counts).toMatchObject({ changed: 1, unchanged: 1, refused: 0 })
    expect(plan.questions.words).toEqual([])
    expect(plan.lines[0]!.changes).toEqual([{ column: 'priority', before: 'Medium', after: 'High' }])
    const wrong = await edited(file, (sheet) => set(sheet, 3, 'QC Level', 'triple programming'))
    expect((await comeBack(wrong, effort)).counts).toMatchObject({ unchanged: 1, refused: 1 })
  })

  test('whatever was done there and here is merged by what each side changed', { timeout: 60_000 }, async () => {
    const priority = fc.constantFrom('low', 'medium', 'high')
    const due_date = fc.constantFrom(null, '2026-05-01', '2026-06-01')
    const side = fc.record({ priority, due_date })
    const triple = fc.record({ base: side, here: side, file: side })
    const merge = (base: unknown, here: unknown, file: unknown) => (file === base ? here : here === base ? file : here)
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(triple, { minLength: 10, maxLength: 40 }), async (triples) => {
        run += 1
        const { effort, items } = seedItems(triples.map((_, index) => `M-${run}-${index}`))
        const rows = await Promise.all(items.map(trackerOf))
        const put = (which: 'base' | 'here') =>
          host.api('POST', '/reporting-effort-tracker/bulk-set', {
            rows: rows.map(({ id }, index) => ({ id, patch: triples[index]![which] })),
          })
        expect((await put('base')).status).toBe(200)
        const file = await edited(await takeOut(effort, { ids: items }), (sheet) => {
          for (const [index, { file }] of triples.entries()) {
            set(sheet, index + 2, 'Priority', file.priority)
            set(sheet, index + 2, 'Due Date', file.due_date && new Date(`${file.due_date}T00:00:00Z`))
          }
        })
        expect((await put('here')).status).toBe(200)

        const plan = await comeBack(file, effort)
        const isConflict = ({ base, here, file }: Record<'base' | 'here' | 'file', unknown>) =>
          file !== base && here !== base && file !== here
        const columns = ['priority', 'due_date'] as const
        const conflicts = triples.flatMap(({ base, here, file }) =>
          columns.filter((key) => isConflict({ base: base[key], here: here[key], file: file[key] })),
        )
        expect(plan.counts).toMatchObject({ new: 0, refused: 0 })
        expect(plan.lines.flatMap((line) => line.conflicts)).toHaveLength(conflicts.length)
        if (plan.counts.changed > 0) expect((await commit(host, plan)).status).toBe(200)
        const after = await Promise.all(items.map(trackerOf))
        expect(after.map(({ priority, due_date }) => ({ priority, due_date }))).toEqual(
          triples.map(({ base, here, file }) => ({
            priority: merge(base.priority, here.priority, file.priority),
            due_date: merge(base.due_date, here.due_date, file.due_date),
          })),
        )
      }),
      { numRuns: 8 },
    )
  })

  test('fifty edits there and fifty here, ten of the same cell: ten conflicts, none lost', async () => {
    const codes = Array.from({ length: 120 }, (_, index) => `R-${index}`)
    const { effort, items } = seedItems(codes)
    const file = await takeOut(effort, { ids: items })
    const rows = await Promise.all(items.map(trackerOf))
    // Here: rows 40 to 89 get a priority. There: rows 0 to 39 get a due date, rows 40 to 49 another priority.
    await host.api('POST', '/reporting-effort-tracker/bulk-set', {
      rows: rows.slice(40, 90).map(({ id }) => ({ id, patch: { priority: 'high' } })),
    })
    const back = await edited(file, (sheet) => {
      for (let index = 0; index < 40; index += 1) set(sheet, index + 2, 'Due Date', new Date('2026-05-01T00:00:00Z'))
      for (let index = 40; index < 50; index += 1) set(sheet, index + 2, 'Priority', 'Low')
    })
    const plan = await comeBack(back, effort)
    expect(plan.counts).toMatchObject({ changed: 40, unchanged: 80, refused: 0, new: 0, conflicts: 10 })
    const conflicts = plan.lines.flatMap((line) => line.conflicts)
    expect(conflicts[0]).toMatchObject({ column: 'priority', base: 'Medium', file: 'Low', here: 'High', taken: 'here' })

    const wins = conflicts.slice(0, 4).map(({ cell }) => cell)
    const chosen = await comeBack(back, effort, { file_wins: wins })
    expect(chosen.counts).toMatchObject({ changed: 44, conflicts: 10 })
    await commit(host, chosen)
    const after = await Promise.all(items.map(trackerOf))
    expect(after.filter(({ due_date }) => due_date === '2026-05-01')).toHaveLength(40)
    expect(after.filter(({ priority }) => priority === 'high')).toHaveLength(46)
    expect(after.filter(({ priority }) => priority === 'low')).toHaveLength(4)
  })

  test('columns moved, rows sorted and deleted, an emptied cell, a row added', async () => {
    const { effort, items } = seedItems(['S-1', 'S-2', 'S-3'])
    const { id } = await trackerOf(items[1]!)
    await host.api('PUT', `/reporting-effort-tracker/${id}`, { due_date: '2026-05-01' })
    const back = await edited(await takeOut(effort, { ids: items }), (sheet) => {
      const [heading, first, second] = [1, 2, 3].map((row) => sheet.getRow(row).values as (string | null)[])
      const turned = [heading, second, first].map((values) =>
        Array.from(values!, (value) => value ?? null)
          .slice(1)
          .reverse(),
      )
      turned.forEach((values, index) => (sheet.getRow(index + 1).values = values))
      sheet.getRow(4).values = []
      set(sheet, 2, 'Due Date', null)
      set(sheet, 3, 'Priority', 'critical')
      set(sheet, 4, 'Code', 'S-9')
      set(sheet, 4, 'Type', 'Table')
    })
    const plan = await comeBack(back, effort)
    expect(
      plan.lines.map(({ name, kind, changes }) => [
        name,
        kind,
        changes.map(({ column, after }) => `${column}=${after}`).join(),
      ]),
    ).toEqual([
      ['Table S-2', 'changed', 'due_date='],
      ['Table S-1', 'changed', 'priority=Critical'],
      ['Table S-9', 'new', 'item_code=S-9,item_subtype=Table'],
    ])
    await commit(host, plan)
    expect((await trackerOf(items[1]!)).due_date).toBeNull()
    expect((await host.api('GET', `/reporting-effort-items/by-effort/${effort}`)).body).toHaveLength(4)
  })

  test('a row that was deleted here meanwhile is refused with that reason', async () => {
    const { effort, items } = seedItems(['D-1', 'D-2'])
    const file = await takeOut(effort, { ids: items })
    await host.api('DELETE', `/reporting-effort-items/${items[0]}`)
    const back = await edited(file, (sheet) => set(sheet, 2, 'Priority', 'High'))
    const plan = await comeBack(back, effort)
    expect(plan.lines[0]).toMatchObject({ kind: 'refused', reasons: [expect.stringMatching(/somebody deleted it/)] })
  })

  test('without its hidden sheets, into another list, into another workspace: refused with the reason', async () => {
    const { effort, items } = seedItems(['W-1'])
    const file = await takeOut(effort, { ids: items })
    const stripped = await edited(file, (sheet) => {
      for (const { name, id } of sheet.workbook.worksheets) if (name.startsWith('_')) sheet.workbook.removeWorksheet(id)
    })
    expect((await upload(host, stripped)).body.detail).toMatch(/hidden sheets are gone/)

    const other = seedItems(['W-1', 'W-2'])
    const reasonOf = async (target: Host, effort: number) => {
      const { body } = await upload(target, file)
      const choice = { subject: 'tracker', owner_id: effort, sheet: 0, header_row: 0, mapping: { 1: 'item_code' } }
      const started = await target.api('POST', `/imports/${body.id}/preview`, choice)
      const error = async () => (await target.api('GET', `/jobs/${started.body.id}`)).body.error
      await expect.poll(error).not.toBeNull()
      return error()
    }
    expect(await reasonOf(host, other.effort)).toMatch(/another list/)
    const elsewhere = await startHost()
    try {
      seedEfforts(elsewhere, ['CSR'])
      expect(await reasonOf(elsewhere, 1)).toMatch(/another workspace/)
    } finally {
      await elsewhere.close()
    }
  })
})
