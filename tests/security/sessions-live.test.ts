// T-SESS-1 and T-WS-2: whoever loses a session, an account or a role loses the socket with it. Between the commit that took
// it and the close nothing more is heard, and what only administrators are told reaches nobody who is none at that moment.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOSTING_FRAME } from '../../shared/domain/hosting.ts'
import type { SessionInfo } from '../../server/http/auth/sessions.ts'
import { CLOSE_UNAUTHENTICATED } from '../../server/feed/hub.ts'
import { openFeed } from '../helpers/feed-client.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { newPerson, PASSWORD, signInOwner, type Person } from '../helpers/people.ts'
import { rounds } from '../helpers/soak.ts'

let host: Host
let owner: Person
beforeAll(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
})
afterAll(() => host.close())

let count = 0
const somebody = () => newPerson(host, owner, `socket-${(count += 1)}`, 'ADMIN')
const FLIPS = rounds(60, 1_000)
const another = 'another password'
const change = { current_password: PASSWORD, new_password: another, confirm_password: another }

const losses: [string, (person: Person) => Promise<unknown>][] = [
  ['signing out', (person) => person.api('POST', '/auth/logout')],
  ['being deactivated', (person) => owner.api('PUT', `/users/${person.id}`, { is_active: false })],
  ['being demoted', (person) => owner.api('PUT', `/users/${person.id}`, { role: 'VIEWER' })],
  ['a new password set by an administrator', (person) => owner.api('POST', `/users/${person.id}/reset-password`, {})],
  ['an administrator ending the one session', async (person) => {
    const [session] = (await owner.api('GET', `/users/${person.id}/sessions`)).body as SessionInfo[]
    await owner.api('DELETE', `/auth/sessions/${session!.id}`)
  }],
  ['an administrator ending every session', (person) => owner.api('DELETE', `/users/${person.id}/sessions`)],
  ['the own password changed elsewhere', async (person) => {
    const { body } = await host.api('POST', '/auth/login', { username: person.username, password: PASSWORD })
    await host.api('POST', '/auth/change-password', change, { authorization: `Bearer ${body.access_token}` })
  }],
  ['signing out everywhere else', async (person) => {
    const { body } = await host.api('POST', '/auth/login', { username: person.username, password: PASSWORD })
    await host.api('DELETE', '/auth/sessions', undefined, { authorization: `Bearer ${body.access_token}` })
  }],
] // prettier-ignore

test.each(losses)('T-SESS-1: by %s the socket closes within a second and hears nothing more', async (name, lose) => {
  const person = await somebody()
  const feed = await host.feed({ token: person.token })
  const closed = feed.closed()
  const began = performance.now()
  await lose(person)
  // What is written right after the loss must not arrive, however fast it comes.
  const marks = Array.from({ length: 5 }, (_, n) => `After ${person.username} ${n}`)
  await Promise.all(marks.map((study_label) => owner.api('POST', '/studies/', { study_label })))
  expect(await closed).toBe(CLOSE_UNAUTHENTICATED)
  expect(performance.now() - began).toBeLessThan(1_500)
  const heard = JSON.stringify(feed.frames)
  for (const mark of marks) expect(heard, name).not.toContain(mark)
  const { status } = await person.api('POST', '/studies/', { study_label: `By ${person.username}` })
  expect(status).toBe(name === 'being demoted' ? 403 : 401)
})

test(
  'T-WS-2: a role that goes up and down is told of what it may know at that moment',
  { timeout: 30_000 + FLIPS * 500 },
  async () => {
    const person = await newPerson(host, owner, 'flipping', 'VIEWER')
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const role = flip % 2 === 0 ? 'ADMIN' : 'VIEWER'
      const stale = await host.feed({ token: person.token })
      const closed = stale.closed()
      await owner.api('PUT', `/users/${person.id}`, { role })
      host.server.hub.tellAboutHosting()
      expect(await closed).toBe(CLOSE_UNAUTHENTICATED)
      expect(stale.frames.map(({ type }) => type)).not.toContain(HOSTING_FRAME)

      const fresh = await host.feed({ token: person.token })
      host.server.hub.tellAboutHosting()
      fresh.send({ action: 'ping' })
      // Frames come in order: once the answer is there, whatever was sent before it is there too.
      await fresh.next('pong')
      expect(fresh.frames.some(({ type }) => type === HOSTING_FRAME)).toBe(role === 'ADMIN')
      await fresh.close()
    }
  },
)

test('a window that waits for its first word is not let in with a password that is still to be replaced', async () => {
  const person = await newPerson(host, owner, 'replacing', 'EDITOR')
  const { body } = await owner.api('POST', `/users/${person.id}/reset-password`, {})
  const login = await host.api('POST', '/auth/login', { username: 'replacing', password: body.password })
  const waiting = await openFeed(host.url)
  const closed = waiting.closed()
  waiting.send({ action: 'authenticate', token: login.body.access_token })
  expect(await closed).toBe(CLOSE_UNAUTHENTICATED)
  expect(waiting.frames).toEqual([])
})
