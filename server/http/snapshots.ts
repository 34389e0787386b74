// The list of an effort, kept ready: built in slices, gzipped off the loop, once for everybody who asks at the same time.
// A kept list may be a little old; its `seq` says how old, and the client asks for the changes since. Memory is bounded
// by keeping only the efforts used last.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { reportingEffort } from '../../shared/entities/reporting-effort.ts'
import { notFound } from '../../shared/errors.ts'
import { effortTablesJson } from '../features/snapshots/effort-tables.ts'
import { readRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { App, Dependencies } from './app-types.ts'
import { markPosition } from './lists.ts'
import { idParams } from './params.ts'

const compress = promisify(gzip)
const expand = promisify(gunzip)

/** A kept list further behind than this is built anew, while the old one still answers; beyond the second it does not. */
const REFRESH_BEHIND = 200
const TOO_FAR_BEHIND = 1_000
const KEPT_EFFORTS = 32

interface Kept {
  seq: number
  etag: string
  gzipped: Buffer
}

export interface Snapshots {
  /** The kept list of the effort, or one built now. */
  of(effortId: number): Promise<Kept>
  /** Forgets every kept list. */
  clear(): void
}

/** Keeps lists of efforts over `store`. */
export function createSnapshots(store: Store): Snapshots {
  const kept = new Map<number, Kept>()
  const building = new Map<number, Promise<Kept>>()

  function build(effortId: number): Promise<Kept> {
    const running = building.get(effortId)
    if (running) return running
    const promise = buildSnapshot(store, effortId)
      .then((snapshot) => {
        kept.delete(effortId)
        kept.set(effortId, snapshot)
        for (const oldest of kept.keys()) {
          if (kept.size <= KEPT_EFFORTS) break
          kept.delete(oldest)
        }
        return snapshot
      })
      .finally(() => building.delete(effortId))
    building.set(effortId, promise)
    return promise
  }

  return {
    async of(effortId) {
      const ready = kept.get(effortId)
      const behind = ready ? store.log.head.seq - ready.seq : Infinity
      if (!ready || behind > TOO_FAR_BEHIND) return build(effortId)
      if (behind > REFRESH_BEHIND) void build(effortId).catch(() => kept.delete(effortId))
      return ready
    },
    clear: () => kept.clear(),
  }
}

async function buildSnapshot(store: Store, effortId: number): Promise<Kept> {
  const { epoch, head } = store.log
  const tables = await effortTablesJson(store.db, effortId)
  const json = `{"epoch":${JSON.stringify(epoch)},"seq":${head.seq},"reporting_effort_id":${effortId},"tables":${tables}}`
  return { seq: head.seq, etag: `"${epoch}.${effortId}.${head.seq}"`, gzipped: await compress(Buffer.from(json)) }
}

/** `GET /reporting-efforts/:id/snapshot`: an EffortSnapshot; 304 when the client holds the kept one. */
export function snapshotRoutes(app: App, { store, snapshots }: Dependencies): void {
  app.get(
    '/reporting-efforts/:reporting_effort_id/snapshot',
    {
      config: { policy: 'viewer' },
      schema: { summary: 'Every row of a reporting effort, kept ready', params: idParams('reporting_effort_id') },
    },
    async (request, reply) => {
      const id = request.params.reporting_effort_id
      if (!readRow(store.db, reportingEffort, id)) throw notFound(reportingEffort.label)
      return sendSnapshot(store, await snapshots.of(id), request, reply)
    },
  )
}

async function sendSnapshot(
  store: Store,
  kept: Kept,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  markPosition(store, reply)
    .header('etag', kept.etag)
    .header('vary', 'accept-encoding')
    .header('cache-control', 'no-cache')
  if (request.headers['if-none-match'] === kept.etag) return reply.code(304).send()
  void reply.header('content-type', 'application/json; charset=utf-8')
  if (request.headers['accept-encoding']?.includes('gzip')) {
    return reply.header('content-encoding', 'gzip').send(kept.gzipped)
  }
  return reply.send(await expand(kept.gzipped))
}
