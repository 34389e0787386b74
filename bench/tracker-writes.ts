// Writes of tracker rows as the window sends them: one field and the version that was seen.
import { trackerPath } from './addresses.ts'
import { requestOf } from './http-client.ts'
import { rowOfWrite } from './rows-written.ts'
import { ITEMS } from './seed.ts'
import { STAMPED_COLUMN } from './stamp.ts'

/**
 * Makes the requests of a run of writes; each row's version is counted along.
 * @param versions version of every row at the start, by id
 */
export function trackerWrites(port: number, versions: Map<number, number>): (index: number) => Buffer {
  return (index) => {
    const id = rowOfWrite(index, ITEMS)
    const version = versions.get(id) ?? 2
    versions.set(id, version + 1)
    const body = { [STAMPED_COLUMN]: String(index).padStart(20, '0'), version }
    return requestOf('PUT', trackerPath(id), { port, body })
  }
}
