// What administrators do about people over the wire: passwords that are replaced first, sessions, work handed over as one
// step, the access report, and what the audit trail tells of all of it without telling a secret.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEvent, type AuditEvent } from '../../shared/entities/audit-event.ts'
import type { Account, ReassignReport, SessionLine } from '../../shared/actions/people.ts'
import type { AuditRow } from '../../shared/actions/audit.ts'
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { cellText } from '../../shared/spreadsheets/sheet.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, OWNER_PASSWORD, PASSWORD, signIn, signInOwner, type Person } from '../helpers/people.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { seedPeople } from '../helpers/seed-items.ts'
import { seedTrackers } from '../helpers/seed.ts'
import { readCsv } from '../../server/spreadsheets/read-csv.ts'
import { readRows } from '../../server/store/rows.ts'

let host: Host
let owner: Person
beforeAll(async () => {
  host = await startHost({ open: false, policy: 'strict' })
  owner = await signInOwner(host)
})
afterAll(async () => {
  assertReplayEqualsTables(host.server.store.db)
  await host.close()
})

const events = (username: string): AuditEvent[] =>
  readRows(host.server.store.db, auditEvent, 'username = ? ORDER BY id', username)
const kinds = (username: string) => events(username).map(({ kind }) => kind)
const accountOf = async (id: number) =>
  ((await owner.api('GET', '/accounts')).body as Account[]).find(({ user_id }) => user_id === id)!

test('a password made by the host opens nothing but the way to another one', async () => {
  const { body: made } = await owner.api('POST', '/users/', { username: 'ann.lee', role: 'EDITOR' })
  expect(await accountOf(made.id)).toMatchObject({ has_password: false, sessions: 0, last_login_at: null })
  const { status, body } = await owner.api('POST', `/users/${made.id}/reset-password`, {})
  expect(status).toBe(200)
  expect(body.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
  expect(await accountOf(made.id)).toMatchObject({ has_password: true, must_change_password: true })

  const ann = await signIn(host, 'ann.lee', body.password)
  expect((await ann.api('GET', '/auth/me')).body).toMatchObject({ must_change_password: true })
  for (const [method, path] of [
    ['GET', '/studies/'],
    ['GET', '/auth/sessions'],
    ['POST', '/auth/unlock'],
    ['GET', '/changes?since=0'],
  ] as const) {
    const refused = await ann.api(method, path, method === 'POST' ? { password: body.password } : undefined)
    expect(refused, path).toMatchObject({ status: 403, body: { error: 'password_change_required' } })
  }
  await expect(host.feed({ token: ann.token })).rejects.toThrow('refused with 403')

  const change = (current_password: string, new_password: string) =>
    ann.api('POST', '/auth/change-password', { current_password, new_password, confirm_password: new_password })
  expect(await change(body.password, body.password)).toMatchObject({ status: 400 })
  expect(await change('something else', PASSWORD)).toMatchObject({ status: 400 })
  expect(await change(body.password, PASSWORD)).toMatchObject({ status: 200 })
  expect(await ann.api('GET', '/studies/')).toMatchObject({ status: 200 })
  await (await host.feed({ token: ann.token })).close()
  expect(await accountOf(made.id)).toMatchObject({ must_change_password: false, sessions: 1 })
  expect(kinds('ann.lee')).toEqual(['password_reset', 'signed_in', 'password_change_refused', 'password_changed'])
})

test('signing in, being refused, unlocking and leaving are recorded; what was typed is not', async () => {
  const secret = 'typed-into-the-wrong-field'
  await newPerson(host, owner, 'bob', 'EDITOR')
  for (const username of ['bob', secret]) await host.api('POST', '/auth/login', { username, password: secret })
  const bob = await signIn(host, 'bob', PASSWORD)
  expect(await bob.api('POST', '/auth/unlock', { password: secret })).toMatchObject({ status: 400 })
  expect(await bob.api('POST', '/auth/unlock', { password: PASSWORD })).toMatchObject({ status: 200 })
  await bob.api('POST', '/auth/logout')
  await owner.api('PUT', `/users/${bob.id}`, { is_active: false })
  expect(await host.api('POST', '/auth/login', { username: 'bob', password: PASSWORD })).toMatchObject({ status: 403 })
  // newPerson has signed in once already.
  const after = kinds('bob').slice(2)
  expect(after).toEqual(['sign_in_refused', 'signed_in', 'unlock_refused', 'unlocked', 'signed_out', 'sign_in_refused'])
  expect(events('').map(({ kind, detail }) => [kind, detail])).toContainEqual(['sign_in_refused', 'No such user name.'])

  const trail = JSON.stringify((await owner.api('GET', '/audit-trail/?limit=1000')).body as AuditRow[])
  for (const never of [secret, PASSWORD, OWNER_PASSWORD, 'argon2', bob.token, owner.token]) {
    expect(trail).not.toContain(never)
  }
  expect(trail).toContain('127.0.0.1')
})

test('the guess after which an account rests is recorded as such', async () => {
  await newPerson(host, owner, 'guessed', 'VIEWER')
  const guess = () => host.api('POST', '/auth/login', { username: 'guessed', password: 'a guess' })
  for (let n = 0; n < 5; n += 1) expect((await guess()).status).toBe(401)
  const before = events('guessed').length
  expect(kinds('guessed').slice(-2)).toEqual(['sign_in_refused', 'sign_in_slowed'])
  expect((await guess()).status).toBe(429)
  // What was not even looked at leaves nothing: a flood fills no disk.
  expect(events('guessed')).toHaveLength(before)
})

test('the feed tells that something was recorded, and nothing of it', async () => {
  const viewer = await newPerson(host, owner, 'onlooker', 'VIEWER')
  const feed = await host.feed({ token: viewer.token })
  await signIn(host, 'ann.lee', PASSWORD)
  await feed.until((frames) => frames.some(({ type }) => type === 'audit_event_created'))
  const frame = feed.changes().find(({ type }) => type === 'audit_event_created')!
  expect(frame.data).toEqual({ id: expect.any(Number) })
  expect(frame.change).toMatchObject({ row: null, actor: { id: null, name: '' } })
  const missed = JSON.stringify((await viewer.api('GET', '/changes?since=0')).body)
  expect(missed).not.toContain('signed_in')
  await feed.close()
})

test('what was recorded cannot be undone, changed or removed', async () => {
  const { headers } = await owner.api('PUT', `/users/${owner.id}`, { password: OWNER_PASSWORD })
  const [, last] = headers.get('x-change-seq')!.split('-')
  const before = events('owner').length
  expect(await owner.api('POST', '/changes/undo', { seq: Number(last) })).toMatchObject({ status: 409 })
  expect(events('owner')).toHaveLength(before)
})

test('sessions are seen with their device and ended: one, the others, all of somebody', async () => {
  const cara = await newPerson(host, owner, 'cara', 'EDITOR')
  const login = { username: 'cara', password: PASSWORD }
  const agent = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' }
  const { body } = await host.api('POST', '/auth/login', login, agent)
  const other = { authorization: `Bearer ${body.access_token}` }
  const lines = (await cara.api('GET', '/auth/sessions')).body as SessionLine[]
  expect(lines.map(({ current, user_agent }) => [current, user_agent?.includes('Firefox')])).toEqual(
    expect.arrayContaining([
      [true, false],
      [false, true],
    ]),
  )
  expect(await cara.api('DELETE', '/auth/sessions')).toMatchObject({ status: 204 })
  expect(await host.api('GET', '/auth/me', undefined, other)).toMatchObject({ status: 401 })
  expect(await cara.api('GET', '/auth/me')).toMatchObject({ status: 200 })
  expect(await cara.api('DELETE', `/users/${owner.id}/sessions`)).toMatchObject({ status: 403 })
  expect(await owner.api('DELETE', `/users/${cara.id}/sessions`)).toMatchObject({ status: 204 })
  expect(await cara.api('GET', '/auth/me')).toMatchObject({ status: 401 })
  expect(kinds('cara').slice(-2)).toEqual(['session_ended', 'session_ended'])
})

test('nobody resets their own password without telling the current one', async () => {
  expect(await owner.api('POST', `/users/${owner.id}/reset-password`, {})).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('in the settings') },
  })
})

test('the last administrator stays one, whoever asks', async () => {
  for (const patch of [{ is_active: false }, { role: 'EDITOR' }]) {
    expect(await owner.api('PUT', `/users/${owner.id}`, patch)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('last active administrator') },
    })
  }
  const second = await newPerson(host, owner, 'second', 'ADMIN')
  expect(await second.api('PUT', `/users/${owner.id}`, { role: 'EDITOR' })).toMatchObject({ status: 200 })
  expect(await owner.api('GET', '/accounts')).toMatchObject({ status: 403 })
  expect(await second.api('PUT', `/users/${second.id}`, { is_active: false })).toMatchObject({ status: 400 })
  expect(await second.api('PUT', `/users/${owner.id}`, { role: 'ADMIN' })).toMatchObject({ status: 200 })
})

test('open work is handed over in one step, what the rules refuse is named, and one undo takes it back', async () => {
  seedTrackers(host, ['T-1', 'T-2', 'T-3', 'T-4'])
  seedPeople(host, ['leaver', 'heir', 'checker'])
  const byName = Object.fromEntries(
    ((await owner.api('GET', '/users/?limit=1000')).body as { id: number; username: string }[]).map((each) => [
      each.username,
      each.id,
    ]),
  )
  const { leaver, heir, checker } = byName as Record<'leaver' | 'heir' | 'checker', number>
  const { store } = host.server
  const due_date = '2030-01-31'
  store.transact(SYSTEM_ACTOR, (tx) => {
    tx.update(tracker, 1, { due_date, production_programmer_id: leaver, qc_programmer_id: checker })
    // Who checks a row does not produce it.
    tx.update(tracker, 2, { due_date, production_programmer_id: leaver, qc_programmer_id: heir })
    tx.update(tracker, 3, { due_date, production_programmer_id: leaver, production_status: 'completed' })
    tx.update(tracker, 4, { due_date, production_programmer_id: checker, qc_programmer_id: leaver })
  })
  expect(await accountOf(leaver)).toMatchObject({ open_production: 2, open_qc: 1 })
  const before = readRows(store.db, tracker, '1 ORDER BY id')
  const { body, status, headers } = await owner.api('POST', `/users/${leaver}/reassign-work`, {
    production_to: heir,
    qc_to: null,
  })
  expect(status).toBe(200)
  const report = body as ReassignReport
  expect(report.done.map(({ item_code, role }) => [item_code, role])).toEqual([
    ['T-1', 'production'],
    ['T-4', 'qc'],
  ])
  expect(report.refused).toMatchObject([{ item_code: 'T-2', role: 'production', detail: expect.any(String) }])
  expect(await accountOf(leaver)).toMatchObject({ open_production: 1, open_qc: 0 })
  expect(await accountOf(heir)).toMatchObject({ open_production: 1, open_qc: 1 })

  const last = Number(headers.get('x-change-seq')!.split('-')[1])
  expect(await owner.api('POST', '/changes/undo', { seq: last })).toMatchObject({ status: 200 })
  const people = (rows: typeof before) =>
    rows.map(({ id, production_programmer_id, qc_programmer_id }) => [id, production_programmer_id, qc_programmer_id])
  expect(people(readRows(store.db, tracker, '1 ORDER BY id'))).toEqual(people(before))

  await owner.api('PUT', `/users/${heir}`, { is_active: false })
  for (const [to, detail] of [
    [{}, 'Say who takes over'],
    [{ qc_to: leaver }, 'already'],
    [{ qc_to: heir }, 'not active'],
  ] as const) {
    expect(await owner.api('POST', `/users/${leaver}/reassign-work`, to)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(detail) },
    })
  }
})

test('the access report tells who, what, since when and by whom, and no cell of it calculates', async () => {
  await owner.api('POST', '/users/', { username: '=cmd()', display_name: '@SUM(A1), "quoted"', department: '-1+1' })
  const { body } = await owner.api('POST', '/accounts/report')
  expect(body.name).toMatch(/^access-report-\d{4}-\d{2}-\d{2}\.csv$/)
  const { sheets } = readCsv(Buffer.from(body.text as string), body.name as string)
  const [headings, ...lines] = sheets[0]!.rows.map((row) => row.map(cellText))
  const people = lines.map((line) => Object.fromEntries(headings!.map((name, at) => [name, line[at]])))
  const row = (name: string) => people.find((each) => each['User name'] === name)
  // Our own reader takes the guard off again; what a spreadsheet sees is the text.
  expect(row('=cmd()')).toMatchObject({ Name: '@SUM(A1), "quoted"', Department: '-1+1', Active: 'yes' })
  expect(body.text).toContain(`'=cmd(),"'@SUM(A1), ""quoted""",,VIEWER,'-1+1,yes,`)
  expect(body.text).not.toMatch(/[,\n]"?[=+\-@\t＝＋－＠]/)
  expect(row('owner')).toMatchObject({ Role: 'ADMIN', 'Role given by': 'second', 'Signed in on': '1' })
  expect(row('bob')).toMatchObject({ Active: 'no', 'Deactivated by': 'owner', 'Made by': 'owner' })
  expect(row('ann.lee')!['Last sign-in (UTC)']).toMatch(/^\d{4}-/)
  expect(readRows(host.server.store.db, auditEvent, `kind = 'access_report_exported'`)).toHaveLength(1)
})

test('how much a person takes in a week is said by whoever may edit, seen by all, and taken back', async () => {
  const editor = await newPerson(host, owner, 'cap.editor', 'EDITOR')
  const viewer = await newPerson(host, owner, 'cap.viewer', 'VIEWER')
  const path = `/users/${viewer.id}/capacity`
  const set = await editor.api('PUT', path, { weekly_capacity: 12 })
  expect(set).toMatchObject({ status: 200, body: { id: viewer.id, weekly_capacity: 12 } })
  expect((await viewer.api('GET', '/users/')).body).toContainEqual(expect.objectContaining({ weekly_capacity: 12 }))
  expect((await viewer.api('PUT', path, { weekly_capacity: 1 })).status).toBe(403)
  expect((await editor.api('PUT', path, { weekly_capacity: -1 })).status).toBe(422)
  expect((await editor.api('PUT', path, { weekly_capacity: 9, version: set.body.version - 1 })).status).toBe(409)
  expect((await editor.api('PUT', path, { weekly_capacity: null })).body.weekly_capacity).toBeNull()
  const last = await editor.api('PUT', path, { weekly_capacity: 20 })
  const undone = await editor.api('POST', '/changes/undo', {
    seq: Number(/\d+$/.exec(last.headers.get('x-change-seq')!)![0]),
  })
  expect(undone.status).toBe(200)
  expect((await viewer.api('GET', `/users/${viewer.id}`)).body.weekly_capacity).toBeNull()
  expect((await editor.api('PUT', '/users/9999/capacity', { weekly_capacity: 1 })).status).toBe(404)
})
