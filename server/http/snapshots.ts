// The list of an effort, kept ready: built in slices, compressed off the loop, once for everybody who asks at the same time.
// A kept list may be a little old; its `seq` says how old, and the client asks for the changes since. Memory is bounded
// by keeping only the efforts used last.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { brotliDecompress, constants, createBrotliCompress, gzip } from 'node:zlib'
import { reportingEffort } from '../../shared/entities/reporting-effort.ts'
import { notFound } from '../../shared/errors.ts'
import { effortTablesJson } from '../features/snapshots/effort-tables.ts'
import { readRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { App, Dependencies } from './app-types.ts'
import { markPosition } from './lists.ts'
import { idParams } from './params.ts'

const compressGzip = promisify(gzip)
const expand = promisify(brotliDecompress)
/** A fifth smaller than gzip can in the same time; 5 takes more than twice as long for another eighth. */
const BROTLI_QUALITY = 4

/** A kept list further behind than this is built anew, while the old one still answers; beyond the second it does not. */
const REFRESH_BEHIND = 200
const TOO_FAR_BEHIND = 1_000
const KEPT_EFFORTS = 32

interface Kept {
  seq: number
  etag: string
  brotli: Buffer
  /** Made when the first client asks that does not take Brotli: browsers offer it only to this machine and over TLS. */
  gzipped?: Promise<Buffer>
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
        // Cleared in the meantime: whoever waits is answered, but it is not kept.
        if (building.get(effortId) !== promise) return snapshot
        kept.delete(effortId)
        kept.set(effortId, snapshot)
        for (const oldest of kept.keys()) {
          if (kept.size <= KEPT_EFFORTS) break
          kept.delete(oldest)
        }
        return snapshot
      })
      .finally(() => {
        if (building.get(effortId) === promise) building.delete(effortId)
      })
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
    clear() {
      kept.clear()
      building.clear()
    },
  }
}

async function buildSnapshot(store: Store, effortId: number): Promise<Kept> {
  const { epoch, head } = store.log
  const compressor = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
  const source = Readable.from(snapshotJson(store, effortId, epoch, head.seq), { objectMode: false })
  const [brotli] = await Promise.all([buffer(compressor), pipeline(source, compressor)])
  return { seq: head.seq, etag: `W/"${epoch}.${effortId}.${head.seq}"`, brotli }
}

/** An EffortSnapshot as JSON text, in pieces. */
async function* snapshotJson(store: Store, effortId: number, epoch: string, seq: number): AsyncGenerator<string> {
  yield `{"epoch":${JSON.stringify(epoch)},"seq":${seq},"reporting_effort_id":${effortId},"tables":`
  yield* effortTablesJson(store.db, effortId)
  yield '}'
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
  const accepted = request.headers['accept-encoding'] ?? ''
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(kept.brotli)
  if (!/\bgzip\b/.test(accepted)) return reply.send(await expand(kept.brotli))
  kept.gzipped ??= expand(kept.brotli).then((json) => compressGzip(json))
  return reply.header('content-encoding', 'gzip').send(await kept.gzipped)
}
