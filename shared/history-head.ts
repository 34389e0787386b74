// Where the history of a workspace stood when a client last saw it, kept by that client: what a host says of its history later
// is held against it, so that a history which was cut, or computed anew from its first entry on, does not pass for the old one.
import { z } from 'zod'

const hash = z.string().length(64)
const position = z.object({ seq: z.int().min(0), hash })
export type HistoryPosition = z.infer<typeof position>

/** What the host found when it held its own history against its hashes after the start. */
const chainState = z.object({
  state: z.enum(['checking', 'whole', 'broken']),
  /** How many entries fit so far. */
  entries: z.int(),
  /** The first entry that does not fit the one before it. */
  broken_at: z.int().nullable(),
})
export type ChainState = z.infer<typeof chainState>

/** `GET /audit-trail/head` */
export const historyHead = z.object({
  epoch: z.string(),
  head: position,
  /** Hash of the entry that was asked for; null when there is none. */
  hash_at: hash.nullable(),
  /** By which restore or salvage this epoch began; null for a history that never was replaced. */
  replaced_by: z.object({ seq: z.int(), at: z.string(), detail: z.string().nullable() }).nullable(),
  chain: chainState,
})
export type HistoryHead = z.infer<typeof historyHead>

export const keptHead = z.object({
  epoch: z.string(),
  ...position.shape,
  /** Epochs that this one came after: none of them can come again. */
  earlier: z.array(z.string()),
})
export type KeptHead = z.infer<typeof keptHead>

/** `same`: the kept entry is part of it; `replaced`: the workspace says by what; `altered`: neither. */
export function compareHead(kept: KeptHead, now: HistoryHead): 'same' | 'replaced' | 'altered' {
  if (now.epoch !== kept.epoch) {
    return now.replaced_by !== null && !kept.earlier.includes(now.epoch) ? 'replaced' : 'altered'
  }
  return kept.seq <= now.head.seq && (kept.seq === 0 || now.hash_at === kept.hash) ? 'same' : 'altered'
}

/** What to keep after `now` was accepted. */
export function headToKeep(kept: KeptHead | null, now: HistoryHead): KeptHead {
  const earlier = kept === null ? [] : [...kept.earlier, kept.epoch].filter((epoch) => epoch !== now.epoch)
  return { epoch: now.epoch, ...now.head, earlier: [...new Set(earlier)] }
}
