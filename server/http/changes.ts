// `GET /changes`: the same frames that a resuming socket gets, over HTTP. It always runs to the head of the feed, which only
// ever stands between transactions, so no transaction is cut.
import { listChanges, type MissedChanges } from '../../shared/actions/changes.ts'
import { MAX_REPLAY } from '../../shared/events.ts'
import { toFrames } from '../feed/frames.ts'
import type { Store } from '../store/store.ts'
import { routeOf } from './actions.ts'
import type { App, Dependencies } from './app-types.ts'
import { sendList } from './lists.ts'

/** Registers the route, below the prefix of `app`. */
export function changeRoutes(app: App, { store }: Dependencies): void {
  app.route({
    ...routeOf(listChanges),
    handler(request, reply) {
      const { since, epoch } = request.query as { since: number; epoch?: string }
      return sendList(store, reply, missedSince(store, since, epoch))
    },
  })
}

function missedSince({ log }: Store, since: number, epoch = log.epoch): MissedChanges {
  const position = { epoch: log.epoch, seq: log.head.seq }
  const missed = log.head.seq - since
  if (epoch !== log.epoch || missed < 0 || missed > MAX_REPLAY) return { ...position, reset: true }
  return { ...position, frames: toFrames(log.since(since, missed)) }
}
