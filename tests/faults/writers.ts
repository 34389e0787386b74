// Clients that write without pause and remember what was acknowledged, so that it can be looked for afterwards.
import type Database from 'better-sqlite3'
import { expect } from 'vitest'
import { readRows } from '../../server/store/rows.ts'
import { reportingEffortItem } from '../../shared/entities/reporting-effort-item.ts'
import { textElement } from '../../shared/entities/text-element.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { assertReplayEqualsTables } from '../helpers/replay.ts'

export interface Reply {
  status: number
  body: ReturnType<typeof JSON.parse>
}

/** One request; undefined when the connection broke before the reply, so that nobody knows whether it was done. */
export async function request(url: string, method: string, path: string, body?: unknown): Promise<Reply | undefined> {
  try {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: JSON.parse((await response.text()) || 'null') }
  } catch {
    return undefined
  }
}

export class Writers {
  /** Text elements by id: the highest version acknowledged, and its content. */
  readonly texts = new Map<number, { label: string; version: number; content: string | null }>()
  /** Items by id: each was created together with its tracker. */
  readonly items = new Map<number, string>()
  /** Acknowledged writes, and requests whose reply never came. */
  acknowledged = 0
  unanswered = 0
  /** Every status that was answered, and how often. */
  readonly statuses = new Map<number, number>()
  private readonly effortId: number
  private readonly padding: string
  private count = 0

  constructor(effortId: number, padding = '') {
    this.effortId = effortId
    this.padding = padding
  }

  /** The tree that items need; returns the effort's id. */
  static async prepare(url: string): Promise<number> {
    await request(url, 'POST', '/studies', { study_label: 'S' })
    await request(url, 'POST', '/database-releases', { study_id: 1, database_release_label: 'L' })
    const effort = { study_id: 1, database_release_id: 1, database_release_label: 'I' }
    return (await request(url, 'POST', '/reporting-efforts', effort))!.body.id
  }

  /** Writes with so many clients at once until a reply stays out or `until` says enough. */
  async run(url: string, clients: number, until: (reply: Reply) => boolean = () => false): Promise<void> {
    await Promise.all(
      Array.from({ length: clients }, async () => {
        for (;;) {
          const reply = await this.writeOne(url)
          if (!reply) return
          if (until(reply)) return
        }
      }),
    )
  }

  private async writeOne(url: string): Promise<Reply | undefined> {
    const n = (this.count += 1)
    const kind = n % 4
    if (kind === 0 && this.texts.size > 0) {
      const ids = [...this.texts.keys()]
      const id = ids[(n * 7919) % ids.length]!
      const { label } = this.texts.get(id)!
      const reply = await this.send(url, 'PUT', `/text-elements/${id}`, {
        label,
        content: `content ${n}${this.padding}`,
      })
      if (reply?.status === 200) this.keepText(reply.body)
      return reply
    }
    if (kind === 1) {
      const item = { reporting_effort_id: this.effortId, item_type: 'TLF', item_subtype: 'Table', item_code: `T-${n}` }
      const reply = await this.send(url, 'POST', '/reporting-effort-items', item)
      if (reply?.status === 201) this.items.set(reply.body.id, item.item_code)
      return reply
    }
    const text = { type: 'title', label: `Title ${n}`, content: `content ${n}${this.padding}` }
    const reply = await this.send(url, 'POST', '/text-elements', text)
    if (reply?.status === 201) this.keepText(reply.body)
    return reply
  }

  private keepText({
    id,
    label,
    version,
    content,
  }: {
    id: number
    label: string
    version: number
    content: string
  }): void {
    const known = this.texts.get(id)
    if (!known || known.version < version) this.texts.set(id, { label, version, content })
  }

  private async send(url: string, method: string, path: string, body: unknown): Promise<Reply | undefined> {
    const reply = await request(url, method, path, body)
    if (!reply) this.unanswered += 1
    else {
      this.statuses.set(reply.status, (this.statuses.get(reply.status) ?? 0) + 1)
      if (reply.status < 300) this.acknowledged += 1
    }
    return reply
  }

  /** Fails if anything acknowledged is not in the database, if a transaction was done by half, or if the log is not whole. */
  assertAllIn(db: Database.Database): void {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    assertReplayEqualsTables(db)
    const texts = new Map(readRows(db, textElement, '1').map((row) => [row.id, row]))
    for (const [id, acknowledged] of this.texts) {
      const row = texts.get(id)
      expect(row, `text ${id} is lost`).toBeDefined()
      expect(row!.version, `a write of text ${id} is lost`).toBeGreaterThanOrEqual(acknowledged.version)
      if (row!.version === acknowledged.version) expect(row).toMatchObject(acknowledged)
    }
    const items = new Map(readRows(db, reportingEffortItem, '1').map((row) => [row.id, row.item_code]))
    for (const [id, code] of this.items) expect(items.get(id), `item ${id} is lost`).toBe(code)
    const tracked = readRows(db, tracker, '1 ORDER BY id').map((row) => row.reporting_effort_item_id)
    expect(
      tracked.sort((a, b) => a - b),
      'an item without its tracker',
    ).toEqual([...items.keys()].sort((a, b) => a - b))
  }
}
