// How every list is sent: as JSON text, with the head of the feed it was read at, so that a client always knows which
// changes it already has.
import type { FastifyReply } from 'fastify'
import { FEED_EPOCH_HEADER, FEED_SEQ_HEADER } from '../../shared/events.ts'
import type { Store } from '../store/store.ts'

/** Sends `body` with the feed's epoch and sequence. Call it in the same turn in which the rows were read. */
export function sendList(store: Store, reply: FastifyReply, body: unknown): FastifyReply {
  return markPosition(store, reply).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body))
}

/** Adds the headers that say where the feed stands now. */
export function markPosition(store: Store, reply: FastifyReply): FastifyReply {
  return reply.header(FEED_EPOCH_HEADER, store.log.epoch).header(FEED_SEQ_HEADER, String(store.log.head.seq))
}
