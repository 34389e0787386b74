// What leaves an effort as documents: a PDF that holds the dashboard's numbers, and files for SAS and R that stay the same bytes.
import { expect, onTestFinished, test } from 'vitest'
import { extractText, getDocumentProxy } from 'unpdf'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { textElement } from '../../shared/entities/text-element.ts'
import { startHost, type Host, type ReplyBody } from '../helpers/host.ts'
import { BOARD_DAY, seedBoard } from '../helpers/seed-board.ts'
import { seedEfforts, seedTexts } from '../helpers/seed-items.ts'

async function started(): Promise<Host> {
  const host = await startHost({ policy: 'permissive' })
  onTestFinished(() => host.close())
  return host
}
const fetched = async (host: Host, path: string) => {
  const response = await fetch(`${host.url}/api/v1${path}`)
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
const fileOf = async (host: Host, name: string) =>
  textOf((await fetched(host, `/reporting-efforts/1/hand-off/${name}`)).bytes)

test('the status report holds the numbers of the dashboard and every item', async () => {
  const host = await started()
  seedBoard(host)
  const { body: board } = await host.api('GET', `/dashboard?reporting_effort_id=1&today=${BOARD_DAY}`)
  const { status, headers, bytes } = await fetched(host, `/reporting-efforts/1/status-report?today=${BOARD_DAY}`)
  expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(headers.get('content-disposition')).toContain(`${BOARD_DAY}.pdf`)
  const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
  const said = text.replaceAll(/\s+/g, ' ')
  const percent = Math.round((100 * board.complete) / board.items)
  expect(board.items).toBeGreaterThan(3)
  expect(said).toContain(`Items ${board.items}`)
  expect(said).toContain(`Complete ${board.complete} of ${board.items} (${percent} %)`)
  expect(said).toContain(`Overdue ${board.overdue.count}`)
  expect(said).toContain(`Without a programmer ${board.unassigned}`)
  expect(said).toContain(`All items: ${board.items}`)
  for (const { kind, total } of board.kinds.filter(({ total }: ReplyBody) => total > 0)) {
    expect(said).toContain(`${kind} ${total}`)
  }
  for (const { item_code } of (await host.api('GET', '/reporting-effort-items/by-effort/1')).body) {
    expect(said).toContain(item_code)
  }
  // That it was taken out is the next entry.
  expect(said).toContain(`entry ${host.server.store.log.head.seq - 1} of the change log`)
  expect((await fetched(host, '/reporting-efforts/99/status-report')).status).toBe(404)
})

test('files for SAS and R: in ICH order, on one line each, the same bytes again; what SAS cuts off is told', async () => {
  const host = await started()
  seedTexts(host)
  seedEfforts(host, ['CSR'])
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    tx.insert(textElement, { type: 'ich_category', label: '14.3.1 Adverse events' })
    tx.insert(textElement, { type: 'ich_category', label: 'Sponsor 14.2 Efficacy' })
    tx.insert(textElement, { type: 'title', label: `Überlebenszeit ${'x'.repeat(190)}` })
    tx.insert(textElement, { type: 'footnote', label: 'First line,\nsecond "line"' })
  })
  const table = (item_code: string, title_id: number, ich_category_id: number | null, footnotes: number[] = []) => ({
    reporting_effort_id: 1,
    item_type: 'TLF',
    item_subtype: 'Table',
    item_code,
    tlf_details: { title_id, population_flag_id: 6, ich_category_id },
    footnotes: footnotes.map((footnote_id) => ({ footnote_id })),
    acronyms: [{ acronym_id: 8 }, { acronym_id: 7 }],
  })
  const dataset = (item_code: string, sorting_order: number | null, label: string, item_subtype = 'ADaM') => ({
    reporting_effort_id: 1,
    item_type: 'Dataset',
    item_subtype,
    item_code,
    dataset_details: { label, sorting_order },
  })
  const all = [
    table('t14.3.10', 2, 10),
    table('t14.3.2', 2, 10, [13, 3]),
    table('t9', 1, null),
    table('t14.2.1', 12, 11),
    dataset('ADAE', 2, 'Adverse Events Analysis Dataset with a long label'),
    dataset('ADSL', 1, 'Subject Level'),
    dataset('SUPPLEMENTAL', null, 'Too long', 'SDTM'),
  ]
  for (const item of all) await host.api('POST', '/reporting-effort-items/1/items', item)

  expect((await fileOf(host, 'contents.csv')).split('\r\n').slice(0, 3)).toEqual([
    'position,ich_category,type,code,title,population',
    expect.stringMatching(/^1,Sponsor 14\.2 Efficacy,Table,t14\.2\.1,Überlebenszeit x+,Safety$/),
    '2,14.3.1 Adverse events,Table,t14.3.2,Adverse Events,Safety',
  ])
  const titles = (await fileOf(host, 'titles.csv')).trim().split('\r\n').slice(1)
  expect(titles.map((line) => line.split(',')[0])).toEqual(['t14.2.1', 't14.3.2', 't14.3.10', 't9'])
  expect(await fileOf(host, 'footnotes.csv')).toBe(
    'code,type,number,footnote\r\nt14.3.2,Table,1,"First line, second ""line"""\r\nt14.3.2,Table,2,Percentages are of the safety set.\r\n',
  )
  expect(await fileOf(host, 'populations.csv')).toBe('population,outputs\r\nSafety,4\r\n')
  expect((await fileOf(host, 'datasets.csv')).trim().split('\r\n').slice(1)).toEqual([
    'SUPPLEMENTAL,SDTM,Too long,',
    'ADSL,ADaM,Subject Level,1',
    'ADAE,ADaM,Adverse Events Analysis Dataset with a long label,2',
  ])
  const whole = JSON.parse(await fileOf(host, 'effort.json')) as {
    outputs: { footnotes: string[]; acronyms: string[] }[]
  }
  expect(whole.outputs[1]).toMatchObject({
    footnotes: ['First line,\nsecond "line"', 'Percentages are of the safety set.'],
    acronyms: ['AE', 'SAE'],
  })

  const { body } = await host.api('GET', '/reporting-efforts/1/hand-off')
  expect(body.warnings).toEqual([
    'The title of t14.2.1 has 206 bytes; SAS keeps 200.',
    'SUPPLEMENTAL is no name of a SAS transport dataset: letters, digits and _, at most 8.',
    'The label of ADAE has 49 bytes; SAS keeps 40.',
  ])
  const before = await Promise.all(body.files.map(({ name }: ReplyBody) => fileOf(host, name as string)))
  await host.api('POST', '/studies/', { study_label: 'Another' })
  expect(await Promise.all(body.files.map(({ name }: ReplyBody) => fileOf(host, name as string)))).toEqual(before)
  expect((await fetched(host, '/reporting-efforts/1/hand-off/secrets.csv')).status).toBe(404)
})
