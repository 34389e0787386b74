// Searching over HTTP: what is found, in which order, where it says it is, and that it is true at every moment.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { SearchAnswer, SearchHit } from '../../shared/actions/search.ts'
import type { Piece } from '../../shared/domain/excerpt.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, signInOwner } from '../helpers/people.ts'

let host: Host
const plain = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')
const marked = (pieces: readonly Piece[]) => pieces.filter(({ hit }) => hit).map(({ text }) => text)
const names = (hits: readonly SearchHit[]) => hits.map(({ kind, name }) => `${kind}: ${plain(name)}`)

async function search(q: string, limit?: number): Promise<SearchAnswer> {
  const query = new URLSearchParams({ q, ...(limit !== undefined && { limit: String(limit) }) })
  const { status, body } = await host.api('GET', `/search?${query.toString()}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const found = async (q: string) => names((await search(q)).hits)

async function make(collection: string, body: object): Promise<number> {
  const reply = await host.api('POST', collection, body)
  expect([200, 201], JSON.stringify(reply.body)).toContain(reply.status)
  return reply.body.id
}
const text = (type: string, label: string) => make('/text-elements/', { type, label })
const item = (effort: number, item_code: string, title_id: number | null = null, footnotes: number[] = []) =>
  make('/reporting-effort-items/', {
    reporting_effort_id: effort,
    item_type: 'TLF',
    item_subtype: 'Table',
    item_code,
    tlf_details: { title_id },
    footnotes: footnotes.map((footnote_id) => ({ footnote_id })),
  })

const ids: Record<string, number> = {}
beforeAll(async () => {
  host = await startHost()
  ids.study = await make('/studies/', { study_label: 'PEARL-2025-001', study_title: 'Nacre in healthy volunteers' })
  ids.release = await make('/database-releases/', { study_id: ids.study, database_release_label: 'Interim lock' })
  const parents = { study_id: ids.study, database_release_id: ids.release }
  ids.effort = await make('/reporting-efforts/', { ...parents, database_release_label: 'CSR main' })
  ids.title = await text('title', 'Summary of Démographic Characteristics')
  ids.footnote = await text('footnote', 'Percentages are of the "safety" set; N=100%.')
  ids.demographics = await item(ids.effort, 't_14.1.2', ids.title, [ids.footnote])
  ids.later = await item(ids.effort, 't_14.1.20')
  ids.ae = await make('/reporting-effort-items/', {
    reporting_effort_id: ids.effort,
    item_type: 'Dataset',
    item_subtype: 'SDTM',
    item_code: 'AE',
    dataset_details: { label: 'Adverse Events' },
  })
  ids.package = await make('/packages/', { package_name: 'Safety core', therapeutic_area: 'Rheumatology' })
  ids.packageItem = await make(`/packages/${ids.package}/items`, {
    package_id: ids.package,
    item_type: 'TLF',
    item_subtype: 'Listing',
    item_code: 'l_16.2.7',
    tlf_details: { title_id: ids.title },
  })
  const { body: trackers } = await host.api('GET', `/reporting-effort-tracker/by-item/${ids.demographics}`)
  ids.tracker = trackers.id
  ids.comment = await make('/tracker-comments/', {
    tracker_id: ids.tracker,
    comment_text: 'Wrong denominator in arm B',
  })
  ids.person = await make('/users/', { username: 'maren', display_name: 'Maren Østergård', role: 'EDITOR' })
})
afterAll(() => host.close())

describe('what is found', () => {
  test.each([
    ['t_14.1.2', 'reporting_effort_items: t_14.1.2'],
    ['T14.1.2', 'reporting_effort_items: t_14.1.2'],
    ['14.1', 'reporting_effort_items: t_14.1.2'],
    ['14 1 2', 'reporting_effort_items: t_14.1.2'],
    ['ae', 'reporting_effort_items: AE'],
    ['adverse ev', 'reporting_effort_items: AE'],
    ['demographic', 'reporting_effort_items: t_14.1.2'],
    ['DÉMO t_14', 'reporting_effort_items: t_14.1.2'],
    ['char summ', 'text_elements: Summary of Démographic Characteristics'],
    ['percentages', 'text_elements: Percentages are of the "safety" set; N=100%.'],
    ['16.2', 'package_items: l_16.2.7'],
    ['safety co', 'packages: Safety core'],
    ['rheuma', 'packages: Safety core'],
    ['pearl2025', 'studies: PEARL-2025-001'],
    ['volunteers', 'studies: PEARL-2025-001'],
    ['interim', 'database_releases: Interim lock'],
    ['csr', 'reporting_efforts: CSR main'],
    ['oster', 'users: maren'],
    ['maren', 'users: maren'],
    ['denominator', 'tracker_comments: t_14.1.2'],
  ])('%s finds %s', async (q, expected) => {
    // The letter Ø has no accent to take away.
    expect(await found(q === 'oster' ? 'øster' : q)).toContain(expected)
  })

  test('an exact code comes first, then codes that begin so', async () => {
    expect((await found('t_14.1.2')).slice(0, 2)).toEqual([
      'reporting_effort_items: t_14.1.2',
      'reporting_effort_items: t_14.1.20',
    ])
    expect((await found('ae'))[0]).toBe('reporting_effort_items: AE')
  })

  test('an item says what it is, where, and what was found in it', async () => {
    const hit = (await search('demog t_14.1.2')).hits.find(({ kind }) => kind === 'reporting_effort_items')!
    expect(hit).toMatchObject({
      id: ids.demographics,
      path: ['PEARL-2025-001', 'Interim lock', 'CSR main'],
      type: 'Table',
      item_type: 'TLF',
      item_subtype: 'Table',
      reporting_effort_id: ids.effort,
      item_id: ids.demographics,
      package_id: null,
    })
    expect(plain(hit.name)).toBe('t_14.1.2')
    expect(marked(hit.name)).toEqual(['t', '14', '1', '2'])
    expect(plain(hit.excerpt)).toBe('Summary of Démographic Characteristics')
    expect(marked(hit.excerpt)).toEqual(['Démog'])
  })

  test('a comment leads to its item, a package item to its package', async () => {
    const { hits } = await search('denominator')
    expect(hits[0]).toMatchObject({
      kind: 'tracker_comments',
      id: ids.comment,
      type: 'programming',
      item_subtype: 'Table',
      item_id: ids.demographics,
      reporting_effort_id: ids.effort,
      path: ['PEARL-2025-001', 'Interim lock', 'CSR main'],
    })
    expect(marked(hits[0]!.excerpt)).toEqual(['denominator'])
    expect((await search('l_16.2.7')).hits[0]).toMatchObject({
      id: ids.packageItem,
      package_id: ids.package,
      path: ['Safety core'],
    })
  })

  test('a long text shows the part that was found', async () => {
    const id = await text(
      'footnote',
      `${'Nothing of note. '.repeat(60)}The zymurgy column is derived. ${'And on. '.repeat(60)}`,
    )
    const [hit] = (await search('zymurgy')).hits
    expect(hit!.id).toBe(id)
    expect(marked(hit!.name)).toEqual(['zymurgy'])
    expect(plain(hit!.name)).toMatch(/^….{20,200}…$/)
    await host.api('DELETE', `/text-elements/${id}`)
  })

  test('a kind with many hits hides no other, and what is left out is said', async () => {
    const made = []
    for (let n = 1; n <= 12; n += 1) made.push(await item(ids.effort!, `crowd_${n}`))
    await make('/packages/', { package_name: 'A crowd of packages' })
    const answer = await search('crowd', 4)
    expect(answer.hits).toHaveLength(4)
    expect(answer.more).toBe(true)
    expect(names(answer.hits)).toContain('packages: A crowd of packages')
    expect((await search('crowd', 50)).more).toBe(false)
  })
})

describe('nothing typed is syntax', () => {
  const hostile = [
    '"', '""', "'", '*', 'a*', '*a', '^a', 'a NEAR b', 'NEAR(a b, 2)', 'AND', 'a AND', 'OR', 'NOT a', '-a', '+', '(', ')',
    'code:a', '{code text}: a', 'a"b', "a'; DROP TABLE found; --", '\\', '%', '_', '?', '💥', '👩‍👩‍👧', 'a\u0000b', '\ud800', '\uFFFF',
    'ǅ ŉ ß İ', '中文', '𐕰𐖗', 'ยิ้ม', 'e\u0301', '\u0301', '٣٤', '½', 'x'.repeat(5000), 'x '.repeat(2000), '"'.repeat(2000),
  ] // prettier-ignore
  test.each(hostile.map((q) => [q.slice(0, 30), q]))('%j', async (_shown, q) => {
    expect((await search(q)).hits).toBeInstanceOf(Array)
  })
  test.each(['', '   ', '"', '💥', '* - ^'])('%j, which holds no letter and no digit, finds nothing', async (q) =>
    expect(await search(q)).toEqual({ hits: [], more: false }),
  )
  test.each([
    ['limit=0', 422],
    ['limit=201', 422],
    ['limit=x', 422],
    [`q=${'x'.repeat(5001)}`, 422],
    [`q=${'x'.repeat(10_240)}`, 431],
  ])('%.10s is refused in words', async (query, expected) => {
    const { status, body } = await host.api('GET', `/search?${query}`)
    expect(status).toBe(expected)
    expect(body).toMatchObject({ detail: expect.anything(), code: expect.any(String) })
  })
  test('the text of others stays text', async () => {
    const id = await text('footnote', '<b>markup</b> & co')
    expect((await search('markup')).hits[0]!.name).toEqual([
      { text: '<b>', hit: false },
      { text: 'markup', hit: true },
      { text: '</b> & co', hit: false },
    ])
    await host.api('DELETE', `/text-elements/${id}`)
  })
})

describe('it is true at every moment', () => {
  test('an edit is found anew, the old wording is not', async () => {
    await host.api('PUT', `/text-elements/${ids.title}`, { label: 'Baseline Characteristics' })
    expect(await found('demographic')).toEqual([])
    const hits = await found('baseline')
    expect(hits).toContain('text_elements: Baseline Characteristics')
    // Found by its title, which is a row of its own.
    expect(hits).toContain('reporting_effort_items: t_14.1.2')
    expect(hits).toContain('package_items: l_16.2.7')
  })

  test('what is deleted is gone; undo brings it back, redo takes it away again', async () => {
    const id = await item(ids.effort!, 'f_quokka')
    expect(await found('quokka')).toEqual(['reporting_effort_items: f_quokka'])
    const removed = await host.api('DELETE', `/reporting-effort-items/${id}`)
    expect(await found('quokka')).toEqual([])
    const seq = Number(removed.headers.get('x-change-seq')!.split('-')[0])
    const undone = await host.api('POST', '/changes/undo', { seq })
    expect(undone.status).toBe(200)
    expect(await found('quokka')).toEqual(['reporting_effort_items: f_quokka'])
    expect((await host.api('POST', '/changes/undo', { seq: undone.body.seq.first })).status).toBe(200)
    expect(await found('quokka')).toEqual([])
  })

  test('what goes with its parent is gone: the comment of an item, the items of a package', async () => {
    const id = await item(ids.effort!, 'l_parent')
    const { body } = await host.api('GET', `/reporting-effort-tracker/by-item/${id}`)
    await make('/tracker-comments/', { tracker_id: body.id, comment_text: 'wombat' })
    expect(await found('wombat')).toEqual(['tracker_comments: l_parent'])
    await host.api('DELETE', `/reporting-effort-items/${id}`)
    expect(await found('wombat')).toEqual([])

    const bag = await make('/packages/', { package_name: 'Bag of numbats' })
    const inside = await make(`/packages/${bag}/items`, {
      package_id: bag,
      item_type: 'Dataset',
      item_subtype: 'ADaM',
      item_code: 'NUMBAT',
    })
    expect(await found('numbat')).toHaveLength(2)
    await host.api('DELETE', `/packages/items/${inside}`)
    await host.api('DELETE', `/packages/${bag}`)
    expect(await found('numbat')).toEqual([])
  })

  test('a label of the path is the one of now, and a refused write leaves nothing', async () => {
    await host.api('PUT', `/reporting-efforts/${ids.effort}`, { database_release_label: 'CSR final' })
    expect((await search('t_14.1.2')).hits[0]!.path.at(-1)).toBe('CSR final')
    const refused = await host.api('POST', '/studies/', { study_label: 'pearl-2025-001', study_title: 'axolotl' })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(await found('axolotl')).toEqual([])
  })

  test('searches that come together while rows are written answer alike', async () => {
    const writes = Array.from({ length: 40 }, (_, n) => item(ids.effort!, `echidna_${n}`))
    const during = Array.from({ length: 10 }, () => search('echidna', 200))
    await Promise.all([...writes, ...during])
    expect((await search('echidna', 200)).hits).toHaveLength(40)
  })

  test('over a restart, and over a change of history', async () => {
    const directory = await mkdtemp(path.join(os.tmpdir(), 'pearl-search-'))
    onTestFinished(() => rm(directory, { recursive: true, force: true }))
    const first = await startHost({ directory })
    await first.api('POST', '/studies/', { study_label: 'Bilby' })
    await first.close()
    const second = await startHost({ directory })
    onTestFinished(() => second.close())
    const count = async (q: string) => (await second.api('GET', `/search?q=${q}`)).body.hits.length
    expect(await count('bilby')).toBe(1)
    // As if another history had been put in place of this one: nothing of the log tells the difference.
    second.server.store.db.prepare(`UPDATE studies SET study_label = 'Dunnart'`).run()
    expect(await count('dunnart')).toBe(0)
    second.server.store.db.prepare(`UPDATE feed SET epoch = 'another'`).run()
    expect(await count('bilby')).toBe(0)
    expect(await count('dunnart')).toBe(1)
  })
})

test('everybody who signed in may search, nobody else', async () => {
  const closed = await startHost({ open: false })
  try {
    const owner = await signInOwner(closed)
    const viewer = await newPerson(closed, owner, 'vera', 'VIEWER')
    expect((await viewer.api('GET', '/search?q=vera')).body.hits).toHaveLength(1)
    expect((await closed.api('GET', '/search?q=vera')).status).toBe(401)
  } finally {
    await closed.close()
  }
})
