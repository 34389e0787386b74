// The host from its sources, in a process of its own, with questions that only its inside can answer: broadcasting without
// a write, and forgetting the lists it keeps.
import { startServer } from '../../server/index.ts'
import { toFrame } from '../../server/feed/frames.ts'
import type { Change } from '../../shared/changes.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { pace } from '../pace.ts'
import { STAMPED_COLUMN, stampNow } from '../stamp.ts'
import { answer } from './answers.ts'

const server = await startServer({
  directory: process.argv[2]!,
  port: 0,
  open: true,
  policy: 'permissive',
  owner: { username: 'admin' },
  demo: false,
  log: 'file',
})

/** The newest change of a tracker row, as it would be if it had been made now. */
function changeNow(): Change {
  const { log } = server.store
  const change = log
    .since(log.head.seq - 100, 100)
    .findLast(({ entity, action }) => entity === tracker.name && action === 'update')!
  return { ...change, after: { ...change.after, [STAMPED_COLUMN]: stampNow() } }
}

answer({
  /** The text of the frame that `publish` sends. */
  frame: () => JSON.stringify(toFrame(changeNow(), true)),
  /** Hands changes to the hub at a steady rate, each with the stamp of its moment. */
  async publish(input) {
    const { perSecond, count } = input as { perSecond: number; count: number }
    const change = changeNow()
    await pace(perSecond, count, () => {
      server.hub.publish([{ ...change, after: { ...change.after, [STAMPED_COLUMN]: stampNow() } }])
    })
  },
  forgetLists: () => server.snapshots.clear(),
})
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)))
console.log(`ready at ${server.url}`)
