// How a session begins, is renewed, and ends: at once, for requests and for the socket.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Authentication } from '../../server/http/auth/authentication.ts'
import { openAuthentication } from '../../server/http/auth/open-authentication.ts'
import { ACCESS_LIFETIME, REFRESH_LIFETIME } from '../../server/http/auth/sessions.ts'
import type { SessionInfo } from '../../server/http/auth/sessions.ts'
import { CLOSE_UNAUTHENTICATED } from '../../server/feed/hub.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, PASSWORD, signIn, signInOwner, type Person } from '../helpers/people.ts'
import { temporaryFolder } from '../helpers/test-store.ts'

let host: Host
let owner: Person
let count = 0
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
})
afterAll(() => host.close())

const somebody = () => newPerson(host, owner, `person-${(count += 1)}`, 'ADMIN')
const statusFor = async (person: Person) => (await person.api('GET', '/studies')).status

describe('a session ends at once', () => {
  const password = 'another password'
  const endings: [string, (person: Person) => Promise<unknown>][] = [
    ['signing out', (person) => person.api('POST', '/auth/logout')],
    ['ending it in the list', async (person) => {
      const [session] = (await person.api('GET', '/auth/sessions')).body as SessionInfo[]
      return person.api('DELETE', `/auth/sessions/${session!.id}`)
    }],
    ['an administrator ending it', async (person) => {
      const [session] = (await owner.api('GET', `/users/${person.id}/sessions`)).body as SessionInfo[]
      return owner.api('DELETE', `/auth/sessions/${session!.id}`)
    }],
    ['deactivating the account', (person) => owner.api('PUT', `/users/${person.id}`, { is_active: false })],
    ['deleting the account', (person) => owner.api('DELETE', `/users/${person.id}`)],
    ['an administrator setting the password', (person) => owner.api('PUT', `/users/${person.id}`, { password })],
    ['an administrator resetting the password', (person) =>
      owner.api('POST', `/users/${person.id}/reset-password`, { new_password: password })],
    ['resetting the password with a token', async (person) => {
      const { token } = (await owner.api('POST', `/users/${person.id}/reset-token`)).body as { token: string }
      const body = { token, new_password: password, confirm_password: password }
      return host.api('POST', '/auth/reset-password', body)
    }],
    ['somebody using an old refresh token', async ({ refresh_token }) => {
      await host.api('POST', '/auth/refresh', { refresh_token })
      return host.api('POST', '/auth/refresh', { refresh_token })
    }],
  ] // prettier-ignore

  test.each(endings)('by %s', async (_name, end) => {
    const person = await somebody()
    const feed = await host.feed({ token: person.token })
    const closed = feed.closed()
    await end(person)
    expect(await statusFor(person)).toBe(401)
    expect(await closed).toBe(CLOSE_UNAUTHENTICATED)
    const heard = feed.frames.length
    await owner.api('POST', '/studies', { study_label: `After ${person.username}` })
    expect(feed.frames).toHaveLength(heard)
    expect(await host.api('POST', '/auth/refresh', { refresh_token: person.refresh_token })).toMatchObject({
      status: 401,
    })
    await expect(host.feed({ token: person.token })).rejects.toThrow('refused with 401')
  })

  test('but not when somebody changes their own password: the others end', async () => {
    const person = await somebody()
    const elsewhere = await signIn(host, person.username, PASSWORD)
    const body = { current_password: PASSWORD, new_password: password, confirm_password: password }
    expect(await person.api('POST', '/auth/change-password', body)).toMatchObject({ status: 200 })
    expect(await statusFor(person)).toBe(200)
    expect(await statusFor(elsewhere)).toBe(401)
    await expect(signIn(host, person.username, PASSWORD)).rejects.toThrow('401')
    expect(await statusFor(await signIn(host, person.username, password))).toBe(200)
  })
})

test('a new role holds from the next request on, and sockets have to come again', async () => {
  const person = await somebody()
  const feed = await host.feed({ token: person.token })
  const closed = feed.closed()
  await owner.api('PUT', `/users/${person.id}`, { role: 'VIEWER' })
  expect(await person.api('POST', '/studies', { study_label: 'Refused' })).toMatchObject({ status: 403 })
  expect(await closed).toBe(CLOSE_UNAUTHENTICATED)
  expect(await statusFor(person)).toBe(200)
  const again = await host.feed({ token: person.token })
  await again.close()
})

test('nobody but an administrator ends the session of somebody else', async () => {
  const viewer = await newPerson(host, owner, 'onlooker', 'VIEWER')
  const person = await somebody()
  const [session] = (await person.api('GET', '/auth/sessions')).body as SessionInfo[]
  expect(await viewer.api('DELETE', `/auth/sessions/${session!.id}`)).toMatchObject({ status: 404 })
  expect(await statusFor(person)).toBe(200)
})

test('a session outlives a restart of the host', async () => {
  const directory = temporaryFolder()
  const before = await startHost({ open: false, directory })
  const { as, refresh_token } = await signInOwner(before)
  await before.close()
  const after = await startHost({ open: false, directory })
  expect(await after.api('GET', '/studies', undefined, as)).toMatchObject({ status: 200 })
  expect(await after.api('POST', '/auth/refresh', { refresh_token })).toMatchObject({ status: 200 })
  await after.close()
})

test('tokens are kept as digests only', async () => {
  const person = await somebody()
  const rows = JSON.stringify(host.server.store.db.prepare('SELECT * FROM sessions').all())
  expect(rows).not.toContain(person.token)
  for (const part of person.refresh_token.split('.')) expect(rows).not.toContain(part)
  const credentials = host.server.store.db.prepare('SELECT * FROM credentials').all() as { password_hash: string }[]
  for (const { password_hash } of credentials) expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

describe('with a clock of its own', () => {
  let now: number
  let authentication: Authentication
  const ended: string[] = []
  beforeEach(() => {
    now = Date.parse('2030-01-01T00:00:00Z')
    ended.length = 0
    authentication = openAuthentication(host.server.store, { open: false }, () => new Date(now))
    authentication.onSessionsEnded((ids) => ended.push(...ids))
    return () => authentication.close()
  })
  const start = () => authentication.sessions.start(1, { address: null, user_agent: null })
  const isValid = (token: string) => authentication.actorOf(token, null) !== undefined

  test('an access token lasts 15 minutes, and its expiry is no end of the session', () => {
    const tokens = start()
    now += ACCESS_LIFETIME - 1
    expect(isValid(tokens.access_token)).toBe(true)
    now += 1
    expect(isValid(tokens.access_token)).toBe(false)
    expect(isValid(authentication.sessions.refresh(tokens.refresh_token)!.access_token)).toBe(true)
    expect(ended).toEqual([])
  })

  test('a refresh replaces both tokens and keeps the session', () => {
    const first = start()
    const session = authentication.actorOf(first.access_token, null)!.session_id
    const second = authentication.sessions.refresh(first.refresh_token)!
    expect(isValid(first.access_token)).toBe(false)
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect(authentication.actorOf(second.access_token, null)!.session_id).toBe(session)
  })

  test('a refresh token lasts 7 days from its last use', () => {
    const first = start()
    now += REFRESH_LIFETIME - 1
    const second = authentication.sessions.refresh(first.refresh_token)!
    now += REFRESH_LIFETIME
    expect(authentication.sessions.refresh(second.refresh_token)).toBeUndefined()
  })

  test('a session that was never renewed is cleared away and announced as ended', () => {
    const { access_token } = start()
    const session = authentication.actorOf(access_token, null)!.session_id!
    now += REFRESH_LIFETIME
    authentication.sessions.tidy()
    expect(ended).toContain(session)
    expect(authentication.sessions.list(1).map(({ id }) => id)).not.toContain(session)
  })

  test('a made-up refresh token ends nothing', () => {
    const tokens = start()
    const [constant, once] = tokens.refresh_token.split('.')
    for (const forged of ['', 'x', `${'A'.repeat(43)}.${once}`, `${constant}`, `${constant}.short`, `.${once}`]) {
      expect(authentication.sessions.refresh(forged)).toBeUndefined()
    }
    expect(isValid(tokens.access_token)).toBe(true)
  })

  test('when a session was last seen is written once a minute, not with every request', () => {
    const { access_token } = start()
    const { session_id } = authentication.actorOf(access_token, null)!
    const written = () =>
      host.server.store.db.prepare('SELECT last_seen_at FROM sessions WHERE id = ?').pluck().get(session_id)
    now += 1_000
    authentication.actorOf(access_token, null)
    expect(written()).toBe('2030-01-01T00:00:00.000Z')
    authentication.sessions.tidy()
    expect(written()).toBe('2030-01-01T00:00:01.000Z')
  })
})

describe('the desktop window', () => {
  const launchSecret = 'L'.repeat(43)

  test('is signed in as the owner by its secret, and by nothing like it', async () => {
    const desktop = await startHost({ open: false, launchSecret, owner: { username: 'me' } })
    const status = async (token: string) =>
      (await desktop.api('GET', '/auth/me', undefined, { authorization: `Bearer ${token}` })).status
    expect(desktop.server.generatedPassword).toBeNull()
    expect(await status(launchSecret)).toBe(200)
    for (const wrong of ['', 'L', `${launchSecret}L`, launchSecret.slice(1), launchSecret.toLowerCase()]) {
      expect(await status(wrong)).toBe(401)
    }
    const feed = await desktop.feed({ token: launchSecret })
    await feed.close()
    expect(await desktop.api('POST', '/auth/login', { username: 'me', password: '' })).toMatchObject({ status: 422 })
    expect(await desktop.api('POST', '/auth/login', { username: 'me', password: 'x' })).toMatchObject({ status: 401 })
    await desktop.close()
  })

  test('has no secret to guess where none was given', async () => {
    expect(await host.api('GET', '/auth/me', undefined, { authorization: 'Bearer undefined' })).toMatchObject({
      status: 401,
    })
  })
})

describe('the first start', () => {
  test('makes a password up when none is given, and says it once', async () => {
    const config = { directory: temporaryFolder(), open: false, owner: { username: 'admin' } }
    const first = await startHost(config)
    const password = first.server.generatedPassword!
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
    await signIn(first, 'admin', password)
    await first.close()
    const second = await startHost(config)
    expect(second.server.generatedPassword).toBeNull()
    await signIn(second, 'admin', password)
    await second.close()
  })

  test('of an open host needs none; asked for a sign-in later, it makes one up', async () => {
    const directory = temporaryFolder()
    const open = await startHost({ directory, owner: { username: 'admin' } })
    expect(open.server.generatedPassword).toBeNull()
    await open.close()
    const closed = await startHost({ open: false, directory, owner: { username: 'admin' } })
    await signIn(closed, 'admin', closed.server.generatedPassword!)
    await closed.close()
  })

  test('refuses a password that is too short, in words', async () => {
    const starting = startHost({
      directory: temporaryFolder(),
      open: false,
      owner: { username: 'admin', password: 'short' },
    })
    await expect(starting).rejects.toThrow('must have 12 to 100 characters')
  })
})
