// Answers a search: what has that very code, then what has a code that begins so, then everything else by how well it fits.
import type Database from 'better-sqlite3'
import { searchWorkspace, type HitKind, type SearchAnswer } from '../../../shared/actions/search.ts'
import { reads, type Handler } from '../handler.ts'
import { ask, type Asked } from './query.ts'
import { searchIndexOf, type Found, type SearchIndex } from './search-index.ts'
import { show } from './shown.ts'

/** Times the limit that are looked at, so that one kind with many hits does not hide the others. */
const AHEAD = 5

export const searchHandlers: readonly Handler[] = [
  reads(searchWorkspace, async ({ db }, { query: { q, limit } }): Promise<SearchAnswer> => {
    const index = searchIndexOf(db)
    await index.catchUp()
    const asked = ask(q)
    return asked ? answer(db, index, asked, limit) : { hits: [], more: false }
  }),
]

function answer(db: Database.Database, index: SearchIndex, asked: Asked, limit: number): SearchAnswer {
  const candidates = new Map<string, Found>()
  const look = (expression: string, isWeighed: boolean) => {
    for (const found of index.find(expression, limit * AHEAD, isWeighed))
      candidates.set(`${found.kind}-${found.id}`, found)
  }
  look(asked.exact, false)
  const exact = candidates.size
  look(asked.begins, false)
  look(asked.words, !asked.isBroad)
  const found = fairly([...candidates.values()], exact, limit)
  const hits = found.map((each) => show(db, each, asked.marks)).filter((hit) => hit !== null)
  return { hits, more: candidates.size > found.length }
}

/** The first `limit`, of which no kind gets more than half while others wait; exact ones are never passed over. */
function fairly(candidates: readonly Found[], exact: number, limit: number): Found[] {
  const share = Math.ceil(limit / 2)
  const taken = new Map<HitKind, number>()
  const isFair = ({ kind }: Found, index: number) => {
    const count = (taken.get(kind) ?? 0) + 1
    taken.set(kind, count)
    return index < exact || count <= share
  }
  const fair = new Set(candidates.filter(isFair).slice(0, limit))
  for (const each of candidates) {
    if (fair.size >= limit) break
    fair.add(each)
  }
  return candidates.filter((each) => fair.has(each))
}
