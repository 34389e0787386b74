// The host's key is made anew on purpose only, and from then on nobody trusts the old one; what was chosen for hosting is
// offered again after the program was closed.
import { statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decode } from '../../../shared/domain/join-code.ts'
import { startHost, type Host } from '../../helpers/host.ts'
import { fingerprintAt, networkClient } from '../../helpers/network-client.ts'
import { bearer, newPerson, OWNER_PASSWORD, signInOwner, type Person } from '../../helpers/people.ts'

const ADDRESS = '127.0.0.6'

let host: Host
let owner: Person
beforeEach(async () => {
  host = await startHost({ open: false })
  owner = await signInOwner(host)
})
afterEach(() => host.close())

test('a new key: everybody is sent away, old codes and the old fingerprint are void, it listens where it did', async () => {
  const { body: before } = await owner.api('POST', '/hosting/start', { port: 0, addresses: [ADDRESS] })
  const client = networkClient(ADDRESS, before.port, before.fingerprint)
  const { body: signedIn } = await client.api('POST', '/auth/login', { username: 'owner', password: OWNER_PASSWORD })
  const socket = await client.feed(signedIn.access_token as string)
  const cut = new Promise<number>((resolve) => socket.once('close', resolve))

  const { status, body: after } = await owner.api('POST', '/hosting/identity')
  expect(status).toBe(200)
  expect(await cut).toBe(1001)
  expect(after).toMatchObject({ hosting: true, port: before.port, listening: before.listening })
  expect(after.fingerprint).not.toBe(before.fingerprint)
  expect(await fingerprintAt(ADDRESS, before.port)).toBe(after.fingerprint)
  await expect(client.api('GET', '/hello')).rejects.toThrow()
  const code = decode(after.join_code.text as string)
  expect((after.fingerprint as string).startsWith(code.fingerprint)).toBe(true)
  expect(code.invitation).not.toBe(decode(before.join_code.text as string).invitation)
  expect(statSync(path.join(host.directory, 'host-identity.pem')).mode & 0o777).toBe(0o600)

  // Who has an account goes on with it once the new key has been agreed on.
  const again = networkClient(ADDRESS, after.port, after.fingerprint)
  expect((await again.api('GET', '/auth/me', undefined, bearer(signedIn.access_token as string))).status).toBe(200)
  const trail = await owner.api('GET', '/audit-trail/?table_name=audit_events&limit=50')
  expect(JSON.stringify(trail.body)).toContain(`Its fingerprint is ${after.fingerprint}.`)
})

test('without hosting it is made as well, and is the one of the next hosting', async () => {
  const { body } = await owner.api('POST', '/hosting/identity')
  expect(body).toMatchObject({ hosting: false, join_code: null })
  const { body: started } = await owner.api('POST', '/hosting/start', { port: 0, addresses: [ADDRESS] })
  expect(started.fingerprint).toBe(body.fingerprint)
})

test('only an administrator at the host makes one', async () => {
  const { body: before } = await owner.api('POST', '/hosting/start', { port: 0, addresses: [ADDRESS] })
  const editor = await newPerson(host, owner, 'editor', 'EDITOR')
  expect((await editor.api('POST', '/hosting/identity')).status).toBe(403)
  const client = networkClient(ADDRESS, before.port, before.fingerprint)
  const { body: signedIn } = await client.api('POST', '/auth/login', { username: 'owner', password: OWNER_PASSWORD })
  const from = await client.api('POST', '/hosting/identity', undefined, bearer(signedIn.access_token as string))
  expect(from.status).toBe(403)
  expect(await fingerprintAt(ADDRESS, before.port)).toBe(before.fingerprint)
})

test('the addresses chosen are remembered with the workspace; all of them is no choice', async () => {
  const chosen = async () => (await owner.api('GET', '/hosting')).body.chosen as string[] | null
  expect(await chosen()).toBeNull()
  await owner.api('POST', '/hosting/start', { port: 0, addresses: [ADDRESS] })
  await owner.api('POST', '/hosting/stop')
  await host.restart()
  owner = await signInOwner(host)
  expect(await chosen()).toEqual([ADDRESS])
  const { status } = await owner.api('POST', '/hosting/start', { port: 0 })
  expect(status).toBe(200)
  expect(await chosen()).toBeNull()
})
