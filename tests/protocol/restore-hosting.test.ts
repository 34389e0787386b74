// A backup is restored on a host while two other machines write to it: both are told and come back to the new history, what was
// on its way is answered with a sentence, what was acknowledged before is in the safety copy and what is acknowledged after stays.
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type WebSocket from 'ws'
import type { BackupEntry } from '../../shared/actions/backup.ts'
import type { ServerFrame } from '../../shared/events.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { startHost } from '../helpers/host.ts'
import { networkClient, type NetworkClient } from '../helpers/network-client.ts'
import { bearer, newPerson, PASSWORD, signInOwner } from '../helpers/people.ts'

const ADDRESS = '127.0.0.2'

/** Another machine with a person at it: writes one study after the other until it is refused for good. */
class Machine {
  readonly acknowledged: string[] = []
  readonly refusals: { status: number; detail: string }[] = []
  readonly frames: ServerFrame[] = []
  private readonly client: NetworkClient
  private readonly name: string
  private token = ''

  constructor(client: NetworkClient, name: string) {
    this.client = client
    this.name = name
  }

  async signIn(): Promise<void> {
    const { body } = await this.client.api('POST', '/auth/login', { username: this.name, password: PASSWORD })
    this.token = body.access_token
  }

  api = (method: string, path: string, body?: unknown) => this.client.api(method, path, body, bearer(this.token))

  /** A socket that has had its first frame. */
  async listen(): Promise<WebSocket> {
    const socket = await this.client.feed(this.token)
    await new Promise<void>((resolve) =>
      socket.on('message', (data: Buffer) => {
        this.frames.push(JSON.parse(data.toString()) as ServerFrame)
        resolve()
      }),
    )
    return socket
  }

  /** Until the session is over. A connection that is cut is tried again, as the window does. */
  async write(): Promise<void> {
    for (let count = 0; ; count += 1) {
      const study_label = `${this.name} ${count}`
      const reply = await this.api('POST', '/studies/', { study_label }).catch(() => undefined)
      if (reply === undefined) continue
      if (reply.status === 201) this.acknowledged.push(study_label)
      else this.refusals.push({ status: reply.status, detail: reply.body.detail })
      if (reply.status === 401) return
    }
  }
}

const isOver = (socket: WebSocket) =>
  new Promise<string>((resolve) => socket.once('close', (code, reason) => resolve(`${code}: ${reason.toString()}`)))

test('two machines that write while a backup is restored are told, come back, and lose nothing', async () => {
  const host = await startHost({ open: false, hosting: { port: 0, addresses: [ADDRESS] } })
  onTestFinished(() => host.close())
  const owner = await signInOwner(host)
  const { port, fingerprint } = host.server.hosting()
  const machines: Machine[] = []
  for (const name of ['ann', 'ben']) {
    await newPerson(host, owner, name, 'ADMIN')
    machines.push(new Machine(networkClient(ADDRESS, port, fingerprint!), name))
  }
  const { filename } = (await owner.api('POST', '/database-backup/create')).body as BackupEntry
  const { epoch, head } = host.server.store.log

  const sockets: WebSocket[] = []
  for (const machine of machines) {
    await machine.signIn()
    sockets.push(await machine.listen())
  }
  const over = sockets.map(isOver)
  const writing = machines.map((machine) => machine.write())
  await expect.poll(() => machines.every(({ acknowledged }) => acknowledged.length > 0)).toBe(true)
  const { job } = (await owner.api('POST', `/database-backup/restore/${filename}`)).body
  await Promise.all(writing)
  await expect.poll(() => host.server.jobs.get(job.id).status).toBe('done')
  expect(await Promise.all(over), 'both are told').toEqual(Array(2).fill('1001: a backup is being restored'))

  const refusals = machines.flatMap((machine) => machine.refusals).filter(({ status }) => status !== 401)
  expect(refusals.length, 'writes were on their way').toBeGreaterThan(0)
  for (const refusal of refusals) {
    expect(refusal).toEqual({
      status: 503,
      detail: 'A backup is being restored. Nothing was saved; look again in a moment.',
    })
  }
  const { safety_copy } = host.server.jobs.get(job.id).result as { safety_copy: string }
  const safety = openSqlite(path.join(host.directory, 'backups', safety_copy), { readonly: true })
  const kept = safety.prepare('SELECT study_label FROM studies').pluck().all()
  safety.close()
  expect(kept).toEqual(expect.arrayContaining(machines.flatMap(({ acknowledged }) => acknowledged)))

  const after: string[] = []
  for (const machine of machines) {
    await machine.signIn()
    const socket = await machine.listen()
    socket.send(JSON.stringify({ action: 'resume', epoch, since: head.seq }))
    const reset = { type: 'reset', epoch: host.server.store.log.epoch }
    await expect.poll(() => machine.frames).toContainEqual(expect.objectContaining(reset))
    const study_label = `After the restore ${after.length}`
    expect((await machine.api('POST', '/studies/', { study_label })).status).toBe(201)
    after.push(study_label)
  }
  expect(host.server.store.log.epoch).not.toBe(epoch)
  await host.restart()
  const there = (await (await signInOwner(host)).api('GET', '/studies/')).body as { study_label: string }[]
  expect(there.map(({ study_label }) => study_label)).toEqual(after)
})
