// What a host writes down: with every way of signing in used and the most talkative log, no secret stands in the log, in the
// change log, in a backup's list or in a reply that is kept.
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startHost } from '../helpers/host.ts'
import { signIn, signInOwner } from '../helpers/people.ts'
import { temporaryFolder } from '../helpers/test-store.ts'

test('no secret is written down', async () => {
  const launchSecret = 'canary-launch-secret-0123456789abcdefghijkl'
  const directory = temporaryFolder()
  const host = await startHost({ directory, open: false, launchSecret, log: 'file', logLevel: 'trace' })
  const canaries = ['canary-first-pass', 'canary-second-pass', 'canary-third-pass', 'canary-wrong-pass'] as const
  const [first, second, third, wrong] = canaries
  const secrets: string[] = [...canaries, launchSecret]

  const owner = await signInOwner(host)
  const feed = await host.feed({ token: owner.token })
  const key = { 'idempotency-key': 'once' }
  await owner.api('POST', '/users/', { username: 'ann', password: first }, key)
  await owner.api('POST', '/users/', { username: 'ann', password: first }, key)
  await owner.api('PUT', '/users/2', { password: second })
  const ann = await signIn(host, 'ann', second)
  await host.api('POST', '/auth/login', { username: 'ann', password: wrong })
  await host.api('POST', '/auth/login', { username: 7, password: wrong })
  await host.api('POST', '/auth/login', `{"username":"ann","password":"${wrong}`)
  await ann.api('POST', '/auth/change-password', {
    current_password: wrong,
    new_password: third,
    confirm_password: third,
  })
  await ann.api('POST', '/auth/change-password', {
    current_password: second,
    new_password: third,
    confirm_password: first,
  })
  const { token } = (await owner.api('POST', '/users/2/reset-token')).body as { token: string }
  const reset = await host.api('POST', '/auth/reset-password', { token, new_password: third, confirm_password: third })
  expect(reset.status).toBe(200)
  const again = await signIn(host, 'ann', third)
  const renewed = (await host.api('POST', '/auth/refresh', { refresh_token: again.refresh_token })).body as typeof again
  await host.api('GET', '/auth/me', undefined, { authorization: `Bearer ${launchSecret}` })
  await host.api('GET', `/studies?token=${owner.token.slice(0, 8)}`)
  await host.api('POST', '/studies/', { study_label: 'S' }, { authorization: `Bearer ${ann.token}` })
  await owner.api('DELETE', '/users/2')
  await owner.api('POST', '/database-backup/create')
  secrets.push(token, renewed.refresh_token)
  for (const person of [owner, ann, again]) secrets.push(person.token, person.refresh_token)

  const { db } = host.server.store
  const hashes = db
    .prepare('SELECT password_hash FROM credentials WHERE password_hash IS NOT NULL')
    .pluck()
    .all() as string[]
  const kept = JSON.stringify([
    db.prepare('SELECT * FROM changes').all(),
    db.prepare('SELECT * FROM idempotency_keys').all(),
    feed.frames,
    (await owner.api('GET', '/audit-trail/')).body,
    (await owner.api('GET', '/users/')).body,
    (await owner.api('GET', '/database-backup/list')).body,
  ])
  await feed.close()
  await host.close()
  const folder = path.join(directory, 'logs')
  const logs = await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name), 'utf8')))

  expect(logs.join('')).toContain('Signed in')
  for (const secret of [...secrets, ...hashes, 'argon2id']) {
    expect(kept, 'rows, frames and replies').not.toContain(secret)
    expect(logs.join(''), 'the log').not.toContain(secret)
  }
})
