// The command line brings lists in and takes them out: of a host that runs, and of a folder that nobody has open.
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../helpers/host-process.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { seedTrackers } from '../helpers/seed.ts'

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'pearl-commands-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const printed: string[] = []
  const child = runCommand(args, (line) => printed.push(line))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said: printed.join('\n') }
}

async function hostWithEffort(directory = folder()): Promise<{ host: Host; effort: string }> {
  const host = await startHost({ policy: 'permissive', directory })
  seedTrackers(host, ['T-1', 'T-2'])
  const [study] = (await host.api('GET', '/studies/')).body
  const [release] = (await host.api('GET', '/database-releases/')).body
  const [effort] = (await host.api('GET', '/reporting-efforts/')).body
  const labels = [study.study_label, release.database_release_label, effort.database_release_label]
  return { host, effort: labels.join(' / ') }
}

test('a list of a running host goes out, is edited, and comes back; a dry run changes nothing', async () => {
  const { host, effort } = await hostWithEffort()
  onTestFinished(() => host.close())
  const file = path.join(folder(), 'list.csv')
  const out = await run(
    'export',
    file,
    '--effort',
    effort,
    '--url',
    host.url,
    '--columns',
    'item_subtype,item_code,due_date',
  )
  expect([out.code, out.said]).toEqual([0, expect.stringContaining('Wrote')])
  expect((await run('export', file, '--effort', effort, '--url', host.url)).said).toContain('--force')

  writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd().replace('T-1,', 'T-1,2026-05-01')}\r\nTable,T-9,\r\n`)
  const tried = await run('import', file, '--effort', effort, '--url', host.url, '--dry-run')
  expect([tried.code, tried.said]).toEqual([0, expect.stringContaining('1 new, 1 changed, 1 unchanged')])
  expect((await host.api('GET', '/reporting-effort-items/by-effort/1')).body).toHaveLength(2)

  const done = await run('import', file, '--effort', effort.toLowerCase(), '--url', host.url)
  expect([done.code, done.said]).toEqual([0, expect.stringContaining('Done: 1 new, 1 changed.')])
  expect((await host.api('GET', '/reporting-effort-tracker/1')).body.due_date).toBe('2026-05-01')
})

test('rows that cannot be taken stop it with 2; with --skip-refused the others are taken', async () => {
  const { host, effort } = await hostWithEffort()
  onTestFinished(() => host.close())
  const file = path.join(folder(), 'list.csv')
  writeFileSync(file, 'Code,Type,Due Date\nT-1,Table,03/04/2026\nT-2,Table,2026-06-01\n')
  const args = ['import', file, '--effort', effort, '--url', host.url]
  const stopped = await run(...args)
  expect(stopped.code).toBe(2)
  expect(stopped.said).toContain('could be two days')
  expect(stopped.said).toContain('--dates')
  expect(stopped.said).toContain('Nothing was changed.')
  expect((await run(...args, '--skip-refused')).said).toContain('Done: 0 new, 1 changed.')
  expect((await run(...args, '--dates', 'day-month')).code).toBe(0)
  expect((await host.api('GET', '/reporting-effort-tracker/1')).body.due_date).toBe('2026-04-03')
})

test('a folder is served for the command alone; what is misnamed is told with what there is', async () => {
  const { host, effort } = await hostWithEffort()
  const busy = await run('export', path.join(folder(), 'x.csv'), '--texts', '--data', host.directory)
  expect([busy.code, busy.said]).toEqual([1, expect.stringMatching(/open/i)])
  await host.close()

  const file = path.join(folder(), 'list.xlsx')
  const out = await run('export', file, '--effort', effort, '--data', host.directory)
  expect(out.said).toContain('Wrote')
  expect([out.code, existsSync(file)]).toEqual([0, true])
  const handed = path.join(folder(), 'sas')
  const handOff = await run('hand-off', handed, '--effort', effort, '--data', host.directory)
  expect([handOff.code, readFileSync(path.join(handed, 'titles.csv'), 'utf8').split('\r\n')[1]]).toEqual([
    0,
    'T-1,Table,,,',
  ])
  const pdf = path.join(handed, 'status.pdf')
  expect((await run('report', pdf, '--effort', effort, '--data', host.directory)).code).toBe(0)
  expect(readFileSync(pdf, 'latin1').slice(0, 5)).toBe('%PDF-')
  const wrong = await run(
    'export',
    file,
    '--effort',
    `Nothing / ${effort.split(' / ')[1]} / x`,
    '--data',
    host.directory,
  )
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringMatching(/no study "Nothing". There is "/)])
  const nowhere = await run('import', file, '--people', '--data', folder())
  expect([nowhere.code, nowhere.said]).toEqual([1, expect.stringContaining('no workspace')])
})
