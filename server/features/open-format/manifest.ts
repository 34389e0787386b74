// What lies beside the files of a workspace in the open format, and says what they hold (docs/open-format.md).
import { z } from 'zod'

export const MANIFEST = 'manifest.json'
export const fileOf = (table: string) => `${table}.jsonl`

export const manifest = z.object({
  format: z.literal('pearl-open-format'),
  format_version: z.literal(1),
  /** Of the tables: the number of migrations that made them. */
  schema: z.int().min(1),
  made_at: z.iso.datetime(),
  /** The history that the workspace belonged to, and its newest entry. */
  epoch: z.string(),
  head: z.object({ seq: z.int().min(0), hash: z.string() }),
  files: z.array(
    z.object({
      name: z.string(),
      table: z.string(),
      rows: z.int().min(0),
      bytes: z.int().min(0),
      /** SHA-256, hexadecimal. */
      sha256: z.string(),
      /** The highest id ever given in this table; null where ids are not counted. */
      last_id: z.int().nullable(),
    }),
  ),
})
export type Manifest = z.infer<typeof manifest>
