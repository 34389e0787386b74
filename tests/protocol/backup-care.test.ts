// What the host does with its backups by itself: copies at start, checks of what it finds, a second folder, the passphrase,
// the rehearsal, progress and cancelling, and all of it without holding anybody up.
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { BackupEntry, BackupStatus } from '../../shared/actions/backup.ts'
import { study } from '../../shared/entities/study.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { atBest } from '../helpers/at-best.ts'
import { finished } from '../helpers/jobs.ts'
import { newPerson, signInOwner } from '../helpers/people.ts'
import { temporaryFolder, testActor } from '../helpers/test-store.ts'

async function hostForTest(overrides: Parameters<typeof startHost>[0] = {}): Promise<Host> {
  const host = await startHost(overrides)
  onTestFinished(() => host.close())
  return host
}
const list = async (host: Host) => (await host.api('GET', '/database-backup/list')).body as BackupEntry[]
const status = async (host: Host) => (await host.api('GET', '/database-backup/status')).body as BackupStatus
const backup = async (host: Host) => (await host.api('POST', '/database-backup/create')).body as BackupEntry
const folderOf = (host: Host) => path.join(host.directory, 'backups')

test('a copy is made at start when something changed since the last, and the first rehearsal with it', async () => {
  const host = await hostForTest({ backupDelay: 0 })
  await expect.poll(async () => (await status(host)).rehearsal?.ok).toBe(true)
  expect(await list(host)).toMatchObject([{ purpose: 'start', created_by: null, status: 'completed' }])
  await host.server.backups.look(true)
  expect(await list(host), 'nothing changed').toHaveLength(1)
  await host.api('POST', '/studies/', { study_label: 'New' })
  await host.server.backups.look(true)
  const { head } = host.server.store.log
  expect(await list(host), 'of one day the newest stays').toMatchObject([{ purpose: 'start', head }])
  expect(await status(host)).toMatchObject({ warnings: [], last_backup: { ok: true }, rehearsal: { ok: true } })
  expect((await host.api('GET', '=/health')).body).toMatchObject({ status: 'healthy', backups: 'good' })
})

test('an interrupted copy is cleared away, and files that lie there are checked before they are listed', async () => {
  const host = await hostForTest()
  const { filename } = await backup(host)
  const good = path.join(folderOf(host), filename)
  await writeFile(path.join(folderOf(host), 'x.partial'), 'half')
  await writeFile(path.join(folderOf(host), 'pearl_backup_20200101_000000_gone.json'), '{}')
  await copyFile(good, path.join(folderOf(host), 'pearl_backup_20250101_000000_found.db'))
  const bytes = await readFile(good)
  await writeFile(path.join(folderOf(host), 'pearl_backup_20250102_000000_broken.db'), bytes.subarray(0, 20_000))
  await host.restart()
  expect((await readdir(folderOf(host))).filter((name) => /partial|gone/.test(name))).toEqual([])
  expect(await list(host), 'not checked yet').toHaveLength(1)
  await host.server.backups.look()
  const found = Object.fromEntries((await list(host)).map(({ purpose, status }) => [purpose, status]))
  expect(found).toEqual({ manual: 'completed', found: 'completed', broken: 'failed' })
})

test('a flipped byte is found by checking again, and the bad copy counts no more', async () => {
  const host = await hostForTest()
  const { filename } = await backup(host)
  const file = path.join(folderOf(host), filename)
  expect((await host.api('POST', `/database-backup/verify/${filename}`)).body).toMatchObject({ status: 'completed' })
  const bytes = await readFile(file)
  bytes[bytes.length - 100] = bytes[bytes.length - 100]! ^ 1
  await writeFile(file, bytes)
  expect((await host.api('POST', `/database-backup/verify/${filename}`)).body).toMatchObject({
    status: 'failed',
    error: expect.stringMatching(/damaged or altered/),
  })
  expect((await host.api('GET', '=/health')).body).toMatchObject({ backups: 'bad' })
})

test('every copy goes to the second folder too; when that is gone it is said and the first is unharmed', async () => {
  const host = await hostForTest()
  const second_folder = temporaryFolder()
  expect(await host.api('PUT', '/database-backup/settings', { second_folder: 'relative' })).toMatchObject({
    status: 400,
  })
  expect(await host.api('PUT', '/database-backup/settings', { second_folder: '/nowhere/at/all' })).toMatchObject({
    status: 400,
    body: { detail: expect.stringMatching(/no folder/) },
  })
  expect(await host.api('PUT', '/database-backup/settings', { second_folder })).toMatchObject({ status: 200 })
  const { filename } = await backup(host)
  expect(await readdir(second_folder)).toEqual([filename, filename.replace('.db', '.json')].sort())
  const [one, other] = await Promise.all(
    [folderOf(host), second_folder].map((folder) => readFile(path.join(folder, filename))),
  )
  expect(one!.equals(other!)).toBe(true)
  await rm(second_folder, { recursive: true })
  const again = await backup(host)
  expect(again.status).toBe('completed')
  expect(await status(host)).toMatchObject({ warnings: ['second_folder_failed'], second_folder: { ok: false } })
})

test('with a passphrase copies are locked, tried, and restored only with it', async () => {
  const host = await hostForTest()
  await host.api('POST', '/studies/', { study_label: 'Secret study' })
  const settings = await host.api('PUT', '/database-backup/settings', { passphrase: 'opens every copy' })
  expect(settings).toMatchObject({ status: 200, body: { encrypted: true } })
  expect(JSON.stringify(settings.body)).not.toMatch(/master|salt|opens/)
  const [plain, { filename }] = await Promise.all([host.server.backups.make('', 'owner').result, backup(host)])
  expect(path.parse(plain.filename).name, 'they share no note').not.toBe(path.parse(filename).name)
  expect(filename).toMatch(/\.sealed$/)
  expect((await readFile(path.join(folderOf(host), filename))).includes('Secret study')).toBe(false)
  const rehearsal = await finished(host, (await host.api('POST', '/database-backup/rehearse')).body)
  expect(rehearsal.status).toBe('done')
  expect([filename, plain.filename]).toContain((rehearsal.result as { filename: string }).filename)

  await host.api('PUT', '/database-backup/settings', { passphrase: null })
  for (const passphrase of [undefined, 'another one']) {
    const reply = await host.api('POST', `/database-backup/preview/${filename}`, { passphrase })
    expect(reply).toMatchObject({ status: 403, body: { detail: expect.stringMatching(/passphrase/) } })
  }
  expect((await host.api('POST', `/database-backup/restore/${filename}`)).status).toBe(403)
  const preview = await host.api('POST', `/database-backup/preview/${filename}`, { passphrase: 'opens every copy' })
  expect(preview).toMatchObject({ status: 200, body: { history: 'earlier' } })
  const { job } = (await host.api('POST', `/database-backup/restore/${filename}`, { passphrase: 'opens every copy' }))
    .body
  expect(await finished(host, job)).toMatchObject({ status: 'done' })
})

test('nobody but administrators at the host names its folders, and nobody else sees any of it', async () => {
  const host = await hostForTest({ open: false })
  const owner = await signInOwner(host)
  const editor = await newPerson(host, owner, 'ed', 'EDITOR')
  expect((await editor.api('GET', '/jobs')).status).toBe(403)
  expect((await owner.api('PUT', '/database-backup/settings', { hour: 3 })).body).toMatchObject({ hour: 3 })
  expect((await owner.api('PUT', '/database-backup/settings', { second_folder: '/tmp' })).status).toBe(403)
  expect((await owner.api('POST', '/database-backup/import', { path: '/etc/passwd' })).status).toBe(403)
})

test('a copy of a large workspace shows its progress, can be cancelled, and holds nobody up', async () => {
  const host = await hostForTest()
  const { store } = host.server
  store.transact(testActor, (tx) => {
    for (let index = 0; index < 1200; index += 1) {
      tx.insert(study, { study_label: `S${index}`, study_title: 'x'.repeat(4000) })
    }
  })
  /** Longest delay of the loop while a copy is made, in milliseconds. */
  const delayOfCopy = async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    const { job } = host.server.backups.make(undefined, 'owner')
    delay.enable()
    const steps = new Set<string>()
    const watching = setInterval(() => void (job.step && steps.add(job.step)), 1)
    const made = await finished(host, job)
    delay.disable()
    clearInterval(watching)
    expect(made).toMatchObject({ status: 'done', progress: 1 })
    expect([...steps]).toEqual(expect.arrayContaining(['Copying the workspace', 'Checking the copy']))
    return delay.max / 1e6
  }
  expect(await atBest(50, delayOfCopy)).toBeLessThan(50)

  const before = (await readdir(folderOf(host))).length
  const started = (await host.api('POST', '/database-backup/start')).body
  await host.api('POST', `/jobs/${started.id}/cancel`)
  expect(await finished(host, started)).toMatchObject({ status: 'cancelled' })
  expect(await readdir(folderOf(host))).toHaveLength(before)
})
