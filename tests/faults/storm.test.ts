// T-STORM-1: thousands of rows are brought in while many look on. Everybody hears of every change, once and in order; nobody is
// cut; and whoever works elsewhere in the workspace meanwhile is answered, and heard by all.
import { expect, onTestFinished, test } from 'vitest'
import type { ChangeFrame, FrameChange } from '../../shared/events.ts'
import { openFeed } from '../helpers/feed-client.ts'
import { startProcess } from '../helpers/host-process.ts'
import { rounds } from '../helpers/soak.ts'
import { temporaryFolder } from '../helpers/test-store.ts'
import { request, Writers } from './writers.ts'

const ROWS = rounds(500, 5_000)
const WATCHERS = rounds(20, 50)

const isEnd = ({ entity, id }: FrameChange, study: number) => entity === 'studies' && id === study
const seqsOf = (frames: readonly ChangeFrame[]) => frames.map(({ seq }) => seq)

test(`${ROWS} rows come in before ${WATCHERS} watchers`, { timeout: 120_000 }, async () => {
  const host = await startProcess(temporaryFolder())
  const effort = await Writers.prepare(host.url)
  const feeds = await Promise.all(Array.from({ length: WATCHERS }, () => openFeed(host.url)))
  onTestFinished(async () => void (await Promise.all(feeds.map((feed) => feed.close()))))
  await Promise.all(feeds.map((feed) => feed.next('studies_update')))

  const rows = Array.from({ length: ROWS }, (_, index) => ({
    item_subtype: 'Table',
    item_code: `t14.${index}`,
    title: `Table ${index}`,
  }))
  const begun = performance.now()
  let done = false
  const importing = request(host.url, 'POST', `/reporting-effort-items/${effort}/bulk-tlf`, rows).then((reply) => {
    done = true
    return reply
  })
  const waits: number[] = []
  while (!done) {
    const asked = performance.now()
    const reply = await request(host.url, 'POST', '/studies', { study_label: `Meanwhile ${waits.length}` })
    expect(reply?.status).toBe(201)
    waits.push(performance.now() - asked)
  }
  expect((await importing)?.body).toMatchObject({ errors: [] })
  const imported = performance.now() - begun
  // The last thing that everybody is to hear of.
  const last = await request(host.url, 'POST', '/studies', { study_label: 'The end' })
  await Promise.all(
    feeds.map((feed) =>
      feed.until((frames) =>
        frames.slice(-3).some((frame) => 'change' in frame && isEnd(frame.change, last?.body.id as number)),
      ),
    ),
  )
  const heard = performance.now() - begun - imported

  const [first] = feeds
  const seqs = seqsOf(first!.changes())
  expect(seqs.length).toBeGreaterThan(2 * ROWS)
  expect(seqs).toEqual(seqs.map((_, index) => seqs[0]! + index))
  for (const feed of feeds) expect(seqsOf(feed.changes())).toEqual(seqs)
  const slowest = Math.round(Math.max(...waits))
  console.log(
    `storm: ${ROWS} rows for ${WATCHERS} watchers in ${Math.round(imported)} ms, all had heard of ${seqs.length} changes ` +
      `${Math.round(heard)} ms later; ${waits.length} writes of others meanwhile, the slowest ${slowest} ms`,
  )
})
