// Searching the whole workspace: what can be found, and what is told of each thing that was.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import type { Piece } from '../domain/excerpt.ts'
import { wholeNumber } from '../fields.ts'

/** What can be found, named as its table. */
export const hitKinds = [
  'studies',
  'database_releases',
  'reporting_efforts',
  'packages',
  'reporting_effort_items',
  'package_items',
  'text_elements',
  'users',
  'tracker_comments',
] as const
export type HitKind = (typeof hitKinds)[number]

export const MAX_HITS = 200

export const searchWorkspace = defineAction({
  method: 'GET',
  path: '/search',
  summary: 'Search: codes, titles, footnotes and other texts, labels, package names, people and comments',
  policy: 'viewer',
  query: z.object({
    q: z.string().max(5000).default(''),
    limit: z.preprocess((value) => value ?? 30, wholeNumber.pipe(z.number().min(1).max(MAX_HITS))),
  }),
})

export interface SearchHit {
  kind: HitKind
  id: number
  /** Its code, label or name; of a comment and of a text the beginning of it. */
  name: Piece[]
  /** What else of it was found or describes it; empty when there is nothing. Cut pieces end or begin with `…`. */
  excerpt: Piece[]
  /** Where it stands, outermost first: labels of study, release and effort, or the name of the package. */
  path: string[]
  /** Subtype of an item, type of a text, kind of a comment; `item_type` and `item_subtype` are those of the item of either. */
  type: string | null
  item_type: string | null
  item_subtype: string | null
  reporting_effort_id: number | null
  package_id: number | null
  /** The item of a comment, or the item itself. */
  item_id: number | null
}

export interface SearchAnswer {
  hits: SearchHit[]
  /** There is more than was asked for. */
  more: boolean
}
