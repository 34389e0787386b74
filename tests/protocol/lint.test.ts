// The checks through the wire: nothing on the demo study, every seeded defect found, mended by its own fix, and muted with a
// reason that everybody sees and that goes with the item.
import { expect, onTestFinished, test } from 'vitest'
import type { LintReport } from '../../shared/actions/lint.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { seedEfforts, seedPackages, seedPeople, seedTexts } from '../helpers/seed-items.ts'

const lint = async (host: Host, effort: number) =>
  (await host.api('GET', `/reporting-efforts/${effort}/lint?today=2026-05-15`)).body as LintReport
const rules = ({ findings }: LintReport) => findings.map(({ rule }) => rule)

test('the demo study raises no alarm', async () => {
  const host = await startHost({ demo: true })
  onTestFinished(() => host.close())
  const { body: efforts } = await host.api('GET', '/reporting-efforts/')
  expect(efforts.length).toBeGreaterThan(5)
  for (const { id } of efforts as { id: number }[]) {
    const { body } = await host.api('GET', `/reporting-efforts/${id}/lint`)
    expect(body.items).toBeGreaterThan(5)
    expect(body.findings).toEqual([])
  }
})

async function withDefects(): Promise<Host> {
  const host = await startHost({ policy: 'permissive' })
  onTestFinished(() => host.close())
  seedTexts(host)
  seedEfforts(host, ['CSR'])
  seedPackages(host, ['Standard'])
  seedPeople(host, ['ann'])
  const table = (item_code: string, title_id: number) => ({
    item_type: 'TLF',
    item_subtype: 'Table',
    item_code,
    tlf_details: { title_id, population_flag_id: 6, ich_category_id: 9 },
  })
  await host.api('POST', '/packages/1/items', { package_id: 1, ...table('t14.1.1', 1) })
  await host.api('POST', '/reporting-effort-items/1/copy-from-package', { package_id: 1 })
  await host.api('PUT', '/reporting-effort-items/1', { tlf_details: { title_id: 2 } })
  await host.api('PUT', '/reporting-effort-tracker/1', {
    production_programmer_id: 2,
    qc_programmer_id: 2,
    due_date: '2026-06-01',
  })
  return host
}

test('defects are found, each is mended by its fix in one write, and undone', async () => {
  const host = await withDefects()
  const report = await lint(host, 1)
  expect(rules(report).sort()).toEqual(['same-person', 'title-differs-from-package'])
  expect(report.findings.find(({ rule }) => rule === 'title-differs-from-package')).toMatchObject({
    item_id: 1,
    tracker_id: 1,
    item_code: 't14.1.1',
    message: "In the package it is called 'Demographics'.",
    fix: { on: 'item', patch: { tlf_details: { title_id: 1 } } },
  })
  const fix = (rule: string, item_ids: number[]) =>
    host.api('POST', '/reporting-efforts/1/lint/fix', { rule, item_ids })
  const { headers, body } = await fix('same-person', [1, 99])
  expect(body).toEqual({ fixed: 1, refused: [] })
  expect((await fix('title-differs-from-package', [1])).body.fixed).toBe(1)
  expect((await lint(host, 1)).findings).toEqual([])
  expect((await fix('same-person', [1])).body, 'right by now').toEqual({ fixed: 0, refused: [] })
  await host.api('POST', '/changes/undo', { seq: Number(headers.get('x-change-seq')!.split('-')[0]) })
  expect(rules(await lint(host, 1))).toEqual(['same-person'])

  await host.api('PUT', '/reporting-effort-tracker/1', { due_date: null })
  expect((await fix('assigned-without-date', [1])).body.refused).toEqual([
    { item_code: 't14.1.1', reason: 'This has to be mended by hand.' },
  ])
  expect((await fix('no-such-rule', [1])).status).toBe(400)
})

test('a finding is muted with a reason, once, for everybody, until it is taken back or the item goes', async () => {
  const host = await withDefects()
  const feed = await host.feed()
  const mute = { reporting_effort_item_id: 1, rule: 'same-person', reason: 'Agreed with the lead.' }
  const { status, body } = await host.api('POST', '/lint-mutes/', mute)
  expect([status, body.rule, body.user_id]).toEqual([201, 'same-person', 1])
  expect(await feed.next('lint_mute_created')).toMatchObject({ data: mute })
  const muted = (await lint(host, 1)).findings.find(({ rule }) => rule === 'same-person')
  expect(muted?.muted).toMatchObject({ id: body.id, reason: 'Agreed with the lead.', by: expect.any(String) as string })

  expect((await host.api('POST', '/lint-mutes/', mute)).body.detail).toContain('muted for this item already')
  expect((await host.api('POST', '/lint-mutes/', { ...mute, reporting_effort_item_id: 99 })).status).toBe(404)
  expect((await host.api('POST', '/lint-mutes/', { ...mute, rule: 'blanks', reason: ' ' })).status).toBe(422)

  expect((await host.api('DELETE', `/lint-mutes/${body.id}`)).status).toBe(204)
  expect((await lint(host, 1)).findings.every((finding) => finding.muted === null)).toBe(true)

  await host.api('POST', '/lint-mutes/', mute)
  await host.api('PUT', '/reporting-effort-tracker/1', { production_programmer_id: null, qc_programmer_id: null })
  expect((await host.api('DELETE', '/reporting-effort-items/1')).status).toBe(200)
  expect((await host.api('GET', '/lint-mutes/')).body).toEqual([])
})

test('of an effort that is not there: 404', async () => {
  const host = await startHost()
  onTestFinished(() => host.close())
  expect((await host.api('GET', '/reporting-efforts/9/lint')).status).toBe(404)
})
