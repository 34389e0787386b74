// What there is to do about a workspace whose file is damaged: offered by the server at start, shown by the window's recovery
// screen and the command line, and chosen by a person. Nothing is done before that.
import { z } from 'zod'

/** What the person chose. A backup is named as it stands in the workspace's folder of backups. */
export const recovery = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('backup'),
    filename: z.string().min(1).max(300),
    passphrase: z.string().max(200).nullable().default(null),
  }),
  z.object({ kind: z.literal('salvage') }),
])
export type Recovery = z.output<typeof recovery>

/** A damaged workspace and the checked backups of it, newest first. */
export const damage = z.object({
  file: z.string(),
  backups: z.array(
    z.object({
      filename: z.string(),
      /** UTC. */
      created_at: z.string(),
      size_bytes: z.number(),
      /** Rows by entity; empty when it is locked and was checked without its passphrase. */
      counts: z.record(z.string(), z.number()),
      /** A passphrase must be given to open it. */
      locked: z.boolean(),
    }),
  ),
})
export type Damage = z.infer<typeof damage>

/** What became of one table of a damaged file. */
export interface SalvagedTable {
  table: string
  /** Rows read from the file. */
  read: number
  /** Rows that could not be read and were put together again from the history. */
  rebuilt: number
  /** Rows that are known to have been there and are not in the new workspace. */
  lost: number
}
