// How every route writes: one transaction in the caller's name, with the reason given, and a stored reply when the client
// sent an Idempotency-Key. The reply is sent only after the commit.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CHANGE_SEQ_HEADER, writeSeqRange, type SeqRange } from '../../shared/actions/undo.ts'
import { AppError } from '../../shared/errors.ts'
import { findTransactionAt } from '../store/changes.ts'
import { findReply, keepReply, requestHash } from '../store/idempotency.ts'
import type { Store, Transaction } from '../store/store.ts'

const MAX_KEY_LENGTH = 200
const MAX_REASON_LENGTH = 1000

/**
 * Runs `work` in one transaction and replies with what it returns; undefined is an empty body.
 * Headers read: `Idempotency-Key`; `X-Change-Reason`, kept with every change made. Header sent: `X-Change-Seq`, the entries
 * that the write made, by which it can be undone.
 */
export function write(
  store: Store,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  work: (tx: Transaction) => unknown,
): FastifyReply {
  const key = idempotencyKey(request)
  const { actor } = request
  const actorId = actor.id ?? 0
  const hash = key === undefined ? '' : requestHash(request.method, request.url, request.body)
  const before = key === undefined ? undefined : findReply(store.db, actorId, key, hash)
  if (before) {
    void reply.header('idempotency-replayed', 'true')
    nameChanges(reply, findTransactionAt(store.db, store.log.head.seq, actor.id, before.at))
    return send(reply, before.status, before.body)
  }
  const head = store.log.head.seq
  const body = store.transact(
    actor,
    (tx) => {
      const result = work(tx)
      const text = result === undefined ? '' : JSON.stringify(result)
      if (key !== undefined) keepReply(store.db, { actorId, key, hash, at: tx.at, status, body: text })
      return text
    },
    { reason: changeReason(request) },
  )
  const last = store.log.head.seq
  nameChanges(reply, last > head ? { first: head + 1, last } : undefined)
  return send(reply, status, body)
}

function send(reply: FastifyReply, status: number, body: string): FastifyReply {
  if (body === '') return reply.code(status).send()
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').send(body)
}

function nameChanges(reply: FastifyReply, range: SeqRange | undefined): void {
  if (range) void reply.header(CHANGE_SEQ_HEADER, writeSeqRange(range))
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || key === '' || key.length > MAX_KEY_LENGTH) {
    throw new AppError('invalid', `Idempotency-Key must be one value of 1 to ${MAX_KEY_LENGTH} characters`)
  }
  return key
}

function changeReason(request: FastifyRequest): string | null {
  const reason = request.headers['x-change-reason']
  if (typeof reason !== 'string') return null
  try {
    return decodeURIComponent(reason).slice(0, MAX_REASON_LENGTH)
  } catch {
    throw new AppError('invalid', 'X-Change-Reason must be URL-encoded text, e.g. corrected%20due%20date')
  }
}
