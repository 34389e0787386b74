// Restoring through the wire: looked into first, copied first, put in place as a whole, told to everybody, recorded.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { BackupEntry, BackupPreview, BackupStatus } from '../../shared/actions/backup.ts'
import type { Job } from '../../shared/actions/jobs.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { openFeed } from '../helpers/feed-client.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { finished } from '../helpers/jobs.ts'
import { newPerson, OWNER_PASSWORD, PASSWORD, signIn, signInOwner } from '../helpers/people.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'

type Caller = Pick<Host, 'api'>

async function hostForTest(overrides: Parameters<typeof startHost>[0] = {}): Promise<Host> {
  const host = await startHost(overrides)
  onTestFinished(() => host.close())
  return host
}

const studies = async (caller: Caller) =>
  ((await caller.api('GET', '/studies/')).body as { study_label: string }[]).map(({ study_label }) => study_label)
const add = (caller: Caller, study_label: string) => caller.api('POST', '/studies/', { study_label })
const list = async (caller: Caller) => (await caller.api('GET', '/database-backup/list')).body as BackupEntry[]
const backup = async (caller: Caller) => (await caller.api('POST', '/database-backup/create')).body as BackupEntry
const status = async (caller: Caller) => (await caller.api('GET', '/database-backup/status')).body as BackupStatus

async function restore(caller: Caller, filename: string, body?: object): Promise<Job> {
  const reply = await caller.api('POST', `/database-backup/restore/${filename}`, body)
  expect(reply).toMatchObject({ status: 200, body: { message: 'Database restore initiated', filename } })
  return reply.body.job as Job
}

test('brings back what was there, keeps what is replaced, and says so', async () => {
  const host = await hostForTest()
  await add(host, 'Before')
  const { filename } = await backup(host)
  await add(host, 'After')
  const { head, epoch } = host.server.store.log

  const preview = (await host.api('POST', `/database-backup/preview/${filename}`)).body as BackupPreview
  expect(preview).toMatchObject({ filename, history: 'earlier', changes_since: 1, is_older: false, ignored: [] })
  expect(preview.counts.find(({ entity }) => entity === 'studies')).toEqual({
    entity: 'studies',
    label: 'Study',
    in_backup: 1,
    now: 2,
  })
  expect(preview.people).toEqual([
    { username: 'owner', role: 'ADMIN', is_active: true, is_here: true, can_sign_in: true },
  ])
  expect(await studies(host), 'looking changes nothing').toEqual(['Before', 'After'])

  const feed = await host.feed()
  const job = await finished(host, await restore(host, filename, { reason: 'A wrong import' }))
  expect(job).toMatchObject({ status: 'done', result: { filename, counts: { studies: 1 } } })
  expect(await studies(host)).toEqual(['Before'])
  expect(host.server.store.log.epoch).not.toBe(epoch)
  assertReplayEqualsTables(host.server.store.db)
  expect(await feed.closed(), 'the socket is told').toBe(1001)

  const { safety_copy } = job.result as { safety_copy: string }
  const safety = (await list(host)).find((entry) => entry.filename === safety_copy)
  expect(safety).toMatchObject({ purpose: 'before-restore', status: 'completed', head, counts: { studies: 2 } })

  const [entry] = (await host.api('GET', '/audit-trail/?table_name=audit_events')).body
  expect(entry).toMatchObject({ reason: 'A wrong import', user_name: 'owner' })
  expect(entry.changes_json).toContain(head.hash)
  expect(entry.changes_json).toContain(filename)
  expect((await status(host)).last_restore).toMatchObject({ ok: true, filename })

  expect((await add(host, 'Goes on')).status).toBe(201)
  await finished(host, await restore(host, safety_copy))
  expect(await studies(host)).toEqual(['Before', 'After'])
  expect((await readdir(host.directory)).filter((name) => /replaced|partial/.test(name))).toEqual([])
})

test('a client that was away and comes back is told to load everything again', async () => {
  const host = await hostForTest()
  const { filename } = await backup(host)
  await add(host, 'Gone')
  const { epoch, head } = host.server.store.log
  expect(await finished(host, await restore(host, filename))).toMatchObject({ status: 'done' })
  const feed = await openFeed(host.url)
  onTestFinished(async () => void (await feed.close()))
  await feed.next('studies_update')
  feed.send({ action: 'resume', epoch, since: head.seq })
  expect(await feed.next('reset')).toMatchObject({ epoch: host.server.store.log.epoch })
})

test('sessions end, passwords of people known here stay as they are, others keep those of the backup', async () => {
  const host = await hostForTest({ open: false })
  const owner = await signInOwner(host)
  await newPerson(host, owner, 'stays', 'EDITOR')
  await newPerson(host, owner, 'leaves', 'EDITOR')
  const { filename } = await backup(owner)
  await owner.api('DELETE', `/users/${(await signIn(host, 'leaves', PASSWORD)).id}`)
  const changed = 'another long password'
  await owner.api('POST', '/auth/change-password', {
    current_password: OWNER_PASSWORD,
    new_password: changed,
    confirm_password: changed,
  })
  const again = await signIn(host, 'owner', changed)
  const stays = await signIn(host, 'stays', PASSWORD)
  const job = await restore(again, filename)
  await finishedInside(host, job)

  for (const { token } of [again, stays]) {
    const reply = await host.api('GET', '/studies/', undefined, { authorization: `Bearer ${token}` })
    expect(reply.status, 'an old token works').toBe(401)
  }
  await expect(signIn(host, 'owner', OWNER_PASSWORD), 'an old password works again').rejects.toThrow('401')
  const back = await signIn(host, 'owner', changed)
  expect((await back.api('GET', `/jobs/${job.id}`)).body).toMatchObject({ status: 'done' })
  await signIn(host, 'leaves', PASSWORD)
})

/** Waits for a job without a session: they end with the restore. */
async function finishedInside(host: Host, { id }: Job): Promise<void> {
  await expect.poll(() => host.server.jobs.get(id).status).not.toBe('running')
  expect(host.server.jobs.get(id)).toMatchObject({ status: 'done', error: null })
}

test('a backup of another host is restored with its people', async () => {
  const there = await hostForTest({ open: false })
  const owner = await signInOwner(there)
  await add(owner, 'From elsewhere')
  await newPerson(there, owner, 'guest', 'VIEWER')
  const { filename } = await backup(owner)
  const here = await hostForTest()
  const file = path.join(there.directory, 'backups', filename)
  const taken = (await here.api('POST', '/database-backup/import', { path: file })).body as BackupEntry
  expect(taken).toMatchObject({ purpose: 'imported', status: 'completed', counts: { studies: 1, users: 2 } })
  expect((await here.api('POST', `/database-backup/preview/${taken.filename}`)).body).toMatchObject({
    history: 'other',
    changes_since: null,
  })
  expect(await finished(here, await restore(here, taken.filename))).toMatchObject({ status: 'done' })
  expect(await studies(here)).toEqual(['From elsewhere'])
  await signIn(here, 'guest', PASSWORD)
})

test('a damaged backup is refused, noted as bad, and the workspace goes on as it was', async () => {
  const host = await hostForTest()
  await add(host, 'Kept')
  const { filename } = await backup(host)
  const copy = openSqlite(path.join(host.directory, 'backups', filename))
  copy.prepare(`UPDATE studies SET study_label = 'Altered'`).run()
  copy.close()
  const looked = await host.api('POST', `/database-backup/preview/${filename}`)
  expect(looked).toMatchObject({ status: 503, body: { detail: expect.stringMatching(/damaged or altered/) } })
  expect(await list(host)).toMatchObject([{ filename, status: 'failed', error: expect.stringMatching(/damaged/) }])
  const job = await finished(host, await restore(host, filename))
  expect(job).toMatchObject({ status: 'failed', error: expect.stringMatching(/damaged or altered/) })
  expect(await studies(host)).toEqual(['Kept'])
  expect((await add(host, 'Still written')).status).toBe(201)
  expect((await status(host)).warnings).toContain('none')
  expect((await host.api('POST', '/database-backup/restore/nothing.db')).status).toBe(404)
})
