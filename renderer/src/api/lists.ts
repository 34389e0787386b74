// A list read whole, page by page, as of one moment: pages that do not fit together are read again.
import { ApiError } from './api-error.ts'
import type { Client, FeedPosition } from './client.ts'
import { rowsOf, type Row } from './shapes.ts'

/** The most rows that every list of the host gives at once (protocol 2.1). */
const PAGE = 1_000
const TRIES = 5

/** All rows of the list at `path`, and where the feed stood. Throws ApiError. */
export async function readWhole(client: Client, path: string): Promise<{ data: Row[]; position: FeedPosition }> {
  const schema = rowsOf<Row>()
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const data: Row[] = []
    let first: FeedPosition | null = null
    for (;;) {
      const page = await client.get(`${path}?skip=${data.length}&limit=${PAGE}`, schema)
      if (!page.position)
        throw new ApiError(200, 'unexpected', `The host's list ${path} does not say how current it is.`)
      first ??= page.position
      // Rows were written between two pages: one may have slipped from one page to the other.
      if (page.position.seq !== first.seq || page.position.epoch !== first.epoch) break
      data.push(...page.data)
      if (page.data.length !== PAGE) return { data, position: first }
    }
  }
  throw new ApiError(200, 'unexpected', `The list ${path} changed too often to be read. Try again in a moment.`)
}
