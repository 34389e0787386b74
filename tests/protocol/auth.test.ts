// Signing in over HTTP: shapes, statuses and texts (protocol 2.2, 2.3).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHost, type Host } from '../helpers/host.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { bearer, newPerson, OWNER_PASSWORD, PASSWORD, signIn, signInOwner, type Person } from '../helpers/people.ts'

let host: Host
let owner: Person
let ann: Person
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
  ann = await newPerson(host, owner, 'ann', 'EDITOR')
  await newPerson(host, owner, 'idle', 'VIEWER')
  await owner.api('PUT', '/users/3', { is_active: false })
})
afterAll(() => host.close())

const AUTH_USER = {
  id: 2,
  username: 'ann',
  email: 'ann@example.org',
  role: 'EDITOR',
  department: null,
  auth_provider: 'local',
  is_active: true,
  created_at: expect.stringMatching(/Z$/),
  updated_at: expect.stringMatching(/Z$/),
}
const issue = (type: string, field: string) => ({ detail: [{ type, loc: ['body', field] }] })
const newPasswords = { new_password: 'a newer password', confirm_password: 'a newer password' }

test('a login answers both tokens and the person', async () => {
  const { status, body } = await host.api('POST', '/auth/login', { username: 'ann', password: PASSWORD })
  expect(status).toBe(200)
  expect(Object.keys(body as object).sort()).toEqual(['access_token', 'refresh_token', 'token_type', 'user'])
  expect(body).toMatchObject({ token_type: 'bearer', user: AUTH_USER })
})

test('who is signed in', async () => {
  expect(await ann.api('GET', '/auth/me')).toMatchObject({ status: 200, body: AUTH_USER })
})

test('a refresh answers new tokens that work', async () => {
  const session = await signIn(host, 'ann', PASSWORD)
  const { status, body } = await host.api('POST', '/auth/refresh', { refresh_token: session.refresh_token })
  expect(status).toBe(200)
  expect(Object.keys(body as object).sort()).toEqual(['access_token', 'refresh_token', 'token_type'])
  const { access_token } = body as { access_token: string }
  expect(await host.api('GET', '/auth/me', undefined, bearer(access_token))).toMatchObject({ status: 200 })
})

test('logging out says so, with or without a session', async () => {
  const session = await signIn(host, 'ann', PASSWORD)
  const said = { status: 200, body: { message: 'Successfully logged out' } }
  expect(await session.api('POST', '/auth/logout')).toMatchObject(said)
  expect(await session.api('POST', '/auth/logout')).toMatchObject(said)
  expect(await host.api('POST', '/auth/logout')).toMatchObject(said)
})

test('a forgotten password is answered alike for everybody', async () => {
  const replies = await Promise.all(
    ['ann@example.org', 'nobody@example.org'].map((email) => host.api('POST', '/auth/forgot-password', { email })),
  )
  for (const { status, body } of replies) {
    expect(status).toBe(200)
    expect(body).toEqual({ message: expect.stringMatching(/^If an account with that email exists, /), detail: null })
  }
})

test('a reset token made by an administrator sets a password once', async () => {
  const bob = await newPerson(host, owner, 'bob', 'VIEWER')
  const { status, body } = await owner.api('POST', `/users/${bob.id}/reset-token`)
  expect(status).toBe(200)
  const { token, expires_at } = body as { token: string; expires_at: string }
  expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(59 * 60_000)
  const reset = () => host.api('POST', '/auth/reset-password', { token, ...newPasswords })
  expect(await reset()).toMatchObject({ status: 200, body: { message: 'Password has been reset successfully' } })
  expect(await reset()).toMatchObject({ status: 400, body: { detail: 'Invalid or expired reset token' } })
  await signIn(host, 'bob', newPasswords.new_password)
})

test('an administrator registers an account, which can sign in at once and is announced', async () => {
  const feed = await host.feed({ token: owner.token })
  const account = { username: 'carla', email: 'carla@example.org', password: PASSWORD, confirm_password: PASSWORD }
  const { status, body } = await owner.api('POST', '/auth/register', account)
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { username: 'carla', role: 'VIEWER', auth_provider: 'local' },
  })
  expect(await feed.next('user_created')).toMatchObject({ data: { username: 'carla' } })
  await signIn(host, 'carla', PASSWORD)
  expect(await owner.api('POST', '/auth/register', account)).toMatchObject({
    status: 400,
    body: { detail: 'Username already registered' },
  })
  expect(await owner.api('POST', '/auth/register', { ...account, username: 'other' })).toMatchObject({
    status: 400,
    body: { detail: 'Email already registered' },
  })
  await feed.close()
})

test('a password counts beyond 72 bytes', async () => {
  const long = 'p'.repeat(72)
  await owner.api('POST', '/users/', { username: 'long', password: `${long}right` })
  await signIn(host, 'long', `${long}right`)
  await expect(signIn(host, 'long', `${long}wrong`)).rejects.toThrow('401')
})

describe('a new password has 12 characters where people sign in', () => {
  const short = 'password123'
  const tooShort = (field: string) => ({
    status: 422,
    body: { detail: [{ type: 'string_too_short', loc: ['body', field], input: null, ctx: { min_length: 12 } }] },
  })

  test('by whatever route it comes', async () => {
    const account = { username: 'brief', email: 'brief@example.org' }
    const twice = { new_password: short, confirm_password: short }
    const { token } = (await owner.api('POST', '/users/2/reset-token')).body
    const ways: [caller: Person, method: string, path: string, body: object, field: string][] = [
      [owner, 'POST', '/users/', { ...account, password: short }, 'password'],
      [owner, 'PUT', '/users/2', { password: short }, 'password'],
      [owner, 'POST', '/auth/register', { ...account, password: short, confirm_password: short }, 'password'],
      [owner, 'POST', '/users/2/reset-password', { new_password: short }, 'new_password'],
      [owner, 'POST', '/auth/reset-password', { token, ...twice }, 'new_password'],
      [ann, 'POST', '/auth/change-password', { current_password: PASSWORD, ...twice }, 'new_password'],
    ]
    for (const [caller, method, path, body, field] of ways) {
      expect(await caller.api(method, path, body), `${method} ${path}`).toMatchObject(tooShort(field))
    }
    await signIn(host, 'ann', PASSWORD)
  })

  test('one chosen earlier, or as upstream takes it on an open host, still signs in', async () => {
    const directory = temporaryFolder()
    const open = await startHost({ directory })
    const made = await open.api('POST', '/users/', { username: 'early', password: short })
    expect(made.status).toBe(200)
    await open.close()
    const closed = await startHost({ directory, open: false })
    const early = await signIn(closed, 'early', short)
    const change = (new_password: string) =>
      early.api('POST', '/auth/change-password', {
        current_password: short,
        new_password,
        confirm_password: new_password,
      })
    expect(await change('password456')).toMatchObject(tooShort('new_password'))
    expect((await change('password 4567')).status).toBe(200)
    await closed.close()
  })
})

describe('refusals', () => {
  type Case = [
    name: string,
    request: [string, string, unknown?, Record<string, string>?],
    status: number,
    body: unknown,
  ]
  const cases = (): Case[] => [
    ['wrong password', ['POST', '/auth/login', { username: 'ann', password: 'wrong' }], 401, { detail: 'Incorrect username or password' }],
    ['unknown name', ['POST', '/auth/login', { username: 'who', password: 'wrong' }], 401, { detail: 'Incorrect username or password' }],
    ['other case of the name', ['POST', '/auth/login', { username: 'ANN', password: PASSWORD }], 401, { detail: 'Incorrect username or password' }],
    ['deactivated', ['POST', '/auth/login', { username: 'idle', password: PASSWORD }], 403, { detail: 'Inactive user account' }],
    ['deactivated, wrong password', ['POST', '/auth/login', { username: 'idle', password: 'wrong' }], 401, { detail: 'Incorrect username or password' }],
    ['no password', ['POST', '/auth/login', { username: 'ann' }], 422, issue('missing', 'password')],
    ['empty password', ['POST', '/auth/login', { username: 'ann', password: '' }], 422, issue('string_too_short', 'password')],
    ['no token', ['GET', '/auth/me'], 401, { detail: 'Not authenticated' }],
    ['another scheme', ['GET', '/auth/me', undefined, { authorization: 'Basic YTpi' }], 401, { detail: 'Invalid authentication credentials' }],
    ['a made-up token', ['GET', '/auth/me', undefined, bearer('made.up.token')], 401, { detail: expect.stringContaining('Could not validate credentials') }],
    ['no refresh token', ['POST', '/auth/refresh', {}], 422, issue('missing', 'refresh_token')],
    ['an access token to refresh', ['POST', '/auth/refresh', { refresh_token: ann.token }], 401, { detail: 'Invalid token' }],
    ['a forgotten e-mail that is none', ['POST', '/auth/forgot-password', { email: 'ann' }], 422, issue('value_error', 'email')],
    ['a made-up reset token', ['POST', '/auth/reset-password', { token: 'x', ...newPasswords }], 400, { detail: 'Invalid or expired reset token' }],
    ['a short new password', ['POST', '/auth/reset-password', { token: 'x', new_password: 'short', confirm_password: PASSWORD }], 422, { detail: [...issue('string_too_short', 'new_password').detail, ...issue('value_error', 'confirm_password').detail] }],
    ['unequal new passwords', ['POST', '/auth/reset-password', { token: 'x', new_password: 'password one', confirm_password: 'password two' }], 422, { detail: [{ type: 'value_error', loc: ['body', 'confirm_password'], msg: 'Passwords do not match', input: null }] }],
    ['wrong current password', ['POST', '/auth/change-password', { current_password: 'wrong', ...newPasswords }, ann.as], 400, { detail: 'Current password is incorrect' }],
    ['changing without a token', ['POST', '/auth/change-password', { current_password: PASSWORD, ...newPasswords }], 401, { detail: 'Not authenticated' }],
    ['registering without a token', ['POST', '/auth/register', {}], 401, { detail: 'Not authenticated' }],
    ['registering as an editor', ['POST', '/auth/register', {}, ann.as], 403, { error: 'permission' }],
    ['registering a short name', ['POST', '/auth/register', { username: 'ab', email: 'ab@example.org', password: PASSWORD, confirm_password: PASSWORD }, owner.as], 422, issue('string_too_short', 'username')],
    ['unequal passwords', ['POST', '/auth/register', { username: 'abc', email: 'ab@example.org', password: PASSWORD, confirm_password: OWNER_PASSWORD }, owner.as], 422, issue('value_error', 'confirm_password')],
    ['another provider', ['GET', '/auth/login/google'], 400, { detail: "OAuth provider 'google' is not configured" }],
    ['a provider named like a method', ['GET', '/auth/login/register'], 400, { detail: "OAuth provider 'register' is not configured" }],
    ['its way back', ['GET', '/auth/callback/github'], 400, { detail: "OAuth provider 'github' is not configured" }],
  ] // prettier-ignore

  test('are answered as the contract says', async () => {
    for (const [name, request, status, body] of cases()) {
      const reply = await host.api(...request)
      expect({ name, status: reply.status, body: reply.body }).toMatchObject({ name, status, body })
      if (status === 401) expect(reply.headers.get('www-authenticate')).toBe('Bearer')
    }
  })
})

test("an open host takes requests without a token as the owner's, and still knows the others", async () => {
  const open = await startHost()
  expect(await open.api('GET', '/auth/me')).toMatchObject({ status: 200, body: { username: 'owner', role: 'ADMIN' } })
  await open.api('POST', '/users/', { username: 'vera', role: 'VIEWER', password: PASSWORD })
  const vera = await signIn(open, 'vera', PASSWORD)
  expect(await vera.api('POST', '/studies/', { study_label: 'S' })).toMatchObject({ status: 403 })
  expect(await open.api('GET', '/studies', undefined, bearer('made-up'))).toMatchObject({ status: 401 })
  expect(await open.api('GET', '/hello')).toMatchObject({ body: { product: 'PEARL Desktop', protocol: 1, open: true } })
  expect(await host.api('GET', '/hello')).toMatchObject({ body: { open: false } })
  await open.close()
})
