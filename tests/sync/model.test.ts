// T-FUZZ-3: three clients on one real host write, lose replies and retry, are cut off and come back, two at once on one row. A model
// of a few lines says what every step must answer; at the end the host, the three clients and the model hold the same, and each
// client had every event once.
import http from 'node:http'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StudiesFrame } from '../../shared/events.ts'
import type { FeedClient } from '../helpers/feed-client.ts'
import { startHost, type Host } from '../helpers/host.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'
import { rounds } from '../helpers/soak.ts'

const RUNS = rounds(20, 2_000)
const STEPS = rounds(30, 60)
const CLIENTS = 3

/** What a row must be, as far as the test writes it. */
interface Held {
  phase: string | null
  version: number
}
/** The oracle. */
interface Model {
  rows: Map<number, Held>
  /** An edit has to say the label too; none changes it. */
  labels: Map<number, string>
  /** How many changes the host must have made. */
  effects: number
}

/** What becomes of the reply to a write: it comes; it is lost after the host made it; the line breaks while it is under way. */
type Fate = 'comes' | 'lost' | 'cut'

interface Request {
  method: string
  path: string
  body?: object
  version?: number | undefined
}

interface Client {
  feed: FeedClient | null
  /** The last change that it applied. */
  since: number
  rows: Map<number, Held>
  applied: number[]
}
interface Real {
  host: Host
  clients: Client[]
  keys: number
}

/** Sends the request once; undefined when the reply did not come. */
function sendOnce(host: Host, { method, path, body, version }: Request, key: string, fate: Fate) {
  return new Promise<{ status: number; body: { id?: number } } | undefined>((resolve, reject) => {
    const text = JSON.stringify(body)
    const headers = {
      'idempotency-key': key,
      ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      ...(version !== undefined && { 'if-match': String(version) }),
    }
    const request = http.request(new URL(`/api/v1${path}`, host.url), { method, headers, agent: false }, (response) => {
      if (fate === 'lost') {
        request.destroy()
        return resolve(undefined)
      }
      let whole = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (whole += part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: (whole ? JSON.parse(whole) : {}) as { id?: number } }),
      )
    })
    request.on('error', (error) => (fate === 'comes' ? reject(error) : resolve(undefined)))
    // Whether the host has read it by then is open: both must be well.
    if (fate === 'cut') request.on('finish', () => setImmediate(() => request.destroy()))
    request.end(body && text)
  })
}

/** As our own client does: the same key until an answer comes. */
async function write({ host }: Real, key: string, request: Request, fate: Fate) {
  const reply = await sendOnce(host, request, key, fate)
  return reply ?? (await sendOnce(host, request, key, 'comes'))!
}

const headOf = (host: Host) => host.server.store.log.head.seq

/** Applies what came on this connection, in order, as far as it is without a gap. */
function applyReceived(client: Client): void {
  const frames = client.feed!.changes()
  const seqs = frames.map(({ seq }) => seq)
  expect(new Set(seqs).size, 'an event came twice on one connection').toBe(seqs.length)
  for (const { seq, change } of frames.toSorted((a, b) => a.seq - b.seq)) {
    if (seq !== client.since + 1) continue
    client.since = seq
    client.applied.push(seq)
    if (change.entity !== 'studies') continue
    if (change.row) client.rows.set(change.id, { phase: change.row.phase as string | null, version: change.version })
    else client.rows.delete(change.id)
  }
}
async function catchUp({ host }: Real, client: Client): Promise<void> {
  if (!client.feed) return
  const target = headOf(host)
  const since = client.since
  await client.feed.until((frames) => {
    const seqs = new Set(frames.flatMap((frame) => ('change' in frame ? [frame.seq] : [])))
    for (let seq = since + 1; seq <= target; seq += 1) if (!seqs.has(seq)) return false
    return true
  })
  applyReceived(client)
  expect(client.since).toBe(target)
}
async function comeBack(real: Real, client: Client): Promise<void> {
  if (client.feed) return
  client.feed = await real.host.feed()
  const { epoch } = client.feed.frames[0] as StudiesFrame
  client.feed.send({ action: 'resume', epoch, since: client.since })
  await client.feed.until((frames) => frames.some(({ type }) => type === 'resumed'))
  await catchUp(real, client)
}

type Command = fc.AsyncCommand<Model, Real>
const everything = () => true
const clientOf = (real: Real, index: number) => real.clients[index]!
const nth = (model: Model, pick: number) => [...model.rows.keys()][pick % model.rows.size]!

/** What the host must answer to an edit from that version, and what becomes of the model. */
function edit(model: Model, id: number, phase: string, version: number | undefined): number {
  const row = model.rows.get(id)
  if (!row) return 404
  if (version !== undefined && version !== row.version) return 409
  if (row.phase === phase) return 200
  model.rows.set(id, { phase, version: row.version + 1 })
  model.effects += 1
  return 200
}

class Create implements Command {
  readonly who: number
  readonly fate: Fate
  constructor(who: number, fate: Fate) {
    this.who = who
    this.fate = fate
  }
  check = everything
  async run(model: Model, real: Real) {
    const key = `create-${(real.keys += 1)}`
    const request = { method: 'POST', path: '/studies/', body: { study_label: key, phase: 'new' } }
    const { status, body } = await write(real, key, request, this.fate)
    expect(status).toBeLessThan(300)
    expect(model.rows.has(body.id!)).toBe(false)
    model.rows.set(body.id!, { phase: 'new', version: 1 })
    model.labels.set(body.id!, key)
    model.effects += 1
    await catchUp(real, clientOf(real, this.who))
  }
  toString = () => `${this.who} creates, the reply ${this.fate}`
}

class Edit implements Command {
  readonly who: number
  readonly row: number
  readonly phase: string
  readonly fate: Fate
  constructor(who: number, row: number, phase: string, fate: Fate) {
    this.who = who
    this.row = row
    this.phase = phase
    this.fate = fate
  }
  check = (model: Readonly<Model>) => model.rows.size > 0
  async run(model: Model, real: Real) {
    const client = clientOf(real, this.who)
    await catchUp(real, client)
    const id = nth(model, this.row)
    // Whoever is away saw an older version, or does not know the row yet.
    const version = client.rows.get(id)?.version
    const body = { study_label: model.labels.get(id), phase: this.phase, ...(version !== undefined && { version }) }
    const request = { method: 'PUT', path: `/studies/${id}`, body }
    const { status } = await write(real, `edit-${(real.keys += 1)}`, request, this.fate)
    expect(status).toBe(edit(model, id, this.phase, version))
  }
  toString = () => `${this.who} sets row ${this.row} to ${this.phase}, the reply ${this.fate}`
}

class EditAtOnce implements Command {
  readonly row: number
  readonly fate: Fate
  constructor(row: number, fate: Fate) {
    this.row = row
    this.fate = fate
  }
  check = (model: Readonly<Model>) => model.rows.size > 0
  async run(model: Model, real: Real) {
    const id = nth(model, this.row)
    const { version } = model.rows.get(id)!
    const round = (real.keys += 1)
    const replies = await Promise.all(
      real.clients.map((_, who) => {
        const body = { study_label: model.labels.get(id), phase: `${round} by ${who}`, version }
        return write(real, `race-${round}-${who}`, { method: 'PUT', path: `/studies/${id}`, body }, this.fate)
      }),
    )
    const winners = replies.flatMap(({ status }, who) => (status === 200 ? [who] : []))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(edit(model, id, `${round} by ${winners[0]}`, version)).toBe(200)
  }
  toString = () => `all three set row ${this.row} at once, the replies ${this.fate}`
}

class Remove implements Command {
  readonly who: number
  readonly row: number
  readonly fate: Fate
  constructor(who: number, row: number, fate: Fate) {
    this.who = who
    this.row = row
    this.fate = fate
  }
  check = (model: Readonly<Model>) => model.rows.size > 0
  async run(model: Model, real: Real) {
    const client = clientOf(real, this.who)
    await catchUp(real, client)
    const id = nth(model, this.row)
    const version = client.rows.get(id)?.version
    const request = { method: 'DELETE', path: `/studies/${id}`, version }
    const { status } = await write(real, `remove-${(real.keys += 1)}`, request, this.fate)
    if (version !== undefined && version !== model.rows.get(id)!.version) return expect(status).toBe(409)
    expect(status).toBeLessThan(300)
    model.rows.delete(id)
    model.effects += 1
  }
  toString = () => `${this.who} removes row ${this.row}, the reply ${this.fate}`
}

class Leave implements Command {
  readonly who: number
  constructor(who: number) {
    this.who = who
  }
  check = everything
  run(_model: Model, real: Real) {
    const client = clientOf(real, this.who)
    if (client.feed) {
      // What it has taken so far counts; what is still under way is lost with the line.
      applyReceived(client)
      client.feed.socket.terminate()
      client.feed = null
    }
    return Promise.resolve()
  }
  toString = () => `${this.who} is cut off`
}

class Return implements Command {
  readonly who: number
  constructor(who: number) {
    this.who = who
  }
  check = everything
  run = (_model: Model, real: Real) => comeBack(real, clientOf(real, this.who))
  toString = () => `${this.who} comes back`
}

const who = fc.nat({ max: CLIENTS - 1 })
const row = fc.nat({ max: 5 })
const fate = fc.constantFrom<Fate>('comes', 'comes', 'lost', 'cut')
const phase = fc.constantFrom('I', 'II', 'III')
const edits = fc.tuple(who, row, phase, fate).map((all) => new Edit(...all))

test(`${RUNS} times up to ${STEPS} steps of three clients end as the model says`, { timeout: 600_000 }, async () => {
  const host = await startHost()
  let steps = 0
  const commands = fc.commands(
    [
      fc.tuple(who, fate).map((all) => new Create(...all)),
      edits,
      edits,
      fc.tuple(row, fate).map((all) => new EditAtOnce(...all)),
      fc.tuple(who, row, fate).map((all) => new Remove(...all)),
      who.map((each) => new Leave(each)),
      who.map((each) => new Return(each)),
    ],
    { maxCommands: STEPS, size: 'max' },
  )
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const start = headOf(host)
      const clients = Array.from({ length: CLIENTS }, (): Client => ({
        feed: null,
        since: start,
        rows: new Map(),
        applied: [],
      }))
      const real: Real = { host, clients, keys: 0 }
      const model: Model = { rows: new Map(), labels: new Map(), effects: 0 }
      // Keys of earlier runs are other keys.
      real.keys = start * 1_000
      try {
        for (const client of clients) await comeBack(real, client)
        await fc.asyncModelRun(() => ({ model, real }), sequence)
        steps += [...sequence].length
        for (const client of clients) {
          await comeBack(real, client)
          await catchUp(real, client)
          expect(client.rows).toEqual(model.rows)
          expect(client.applied).toEqual(Array.from({ length: model.effects }, (_, index) => start + 1 + index))
        }
        expect(headOf(host) - start, 'every write took effect once').toBe(model.effects)
        for (const [id, held] of model.rows) {
          expect((await host.api('GET', `/studies/${id}`)).body).toMatchObject({ id, ...held })
        }
      } finally {
        for (const client of clients) client.feed?.socket.terminate()
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.PEARL_SEED ?? 51), endOnFailure: true },
  )
  expect(steps).toBeGreaterThan(RUNS * 5)
  assertReplayEqualsTables(host.server.store.db)
  await host.close()
})
