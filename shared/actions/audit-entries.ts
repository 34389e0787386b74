// The audit trail as an inspector reads it: entries with names instead of ids, found by who, what, where, when and words,
// page by page; and taken away as a file with a manifest of its hashes. For administrators.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { changeActions } from '../changes.ts'
import { moment, wholeNumber } from '../fields.ts'
import { bounded } from '../paging.ts'

/** Ids of this actor: the program itself. */
export const PROGRAM_ID = 0
export const AUDIT_PAGE = 200

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** One field that an entry changed; the names are those of what its ids meant when it was last seen. */
const namedChange = z.object({
  field: z.string(),
  before: scalar,
  after: scalar,
  before_name: z.string().optional(),
  after_name: z.string().optional(),
})

export const auditEntry = z.object({
  seq: z.number().int(),
  /** Entries of one transaction have the same. */
  transaction: z.number().int(),
  at: z.string(),
  actor_id: z.number().int().nullable(),
  actor_name: z.string(),
  client_address: z.string().nullable(),
  reason: z.string().nullable(),
  entity: z.string(),
  row_id: z.number().int(),
  action: z.enum(changeActions),
  /** What the row is called, e.g. the code of its item; empty when it has no name. */
  subject: z.string(),
  /** Of what is no change of a row, e.g. a sign-in: which kind. */
  event: z.string().nullable(),
  /** The entry that this one took back. */
  undoes: z.number().int().nullable(),
  fields: z.array(namedChange),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>

const head = z.object({ seq: z.number().int(), hash: z.string() })
export const auditPage = z.object({
  /** Newest first. */
  entries: z.array(auditEntry),
  /** Pass as `before` to read on; null at the end. */
  next: z.number().int().nullable(),
  head,
})

const filterFields = {
  /** Id of the account; 0 is the program itself. */
  actor_id: wholeNumber.optional(),
  entity: z.string().max(100).optional(),
  action: z.enum(changeActions).optional(),
  study_id: wholeNumber.optional(),
  effort_id: wholeNumber.optional(),
  from: moment.optional(),
  /** Exclusive. */
  to: moment.optional(),
  /** Only entries after this one, e.g. after the last that was reviewed. */
  since: wholeNumber.optional(),
  /** Deletions, roles, ways in, settings, and what changed the history itself. */
  risk: z.enum(['high']).optional(),
  /** Words; each occurs in the names, values or the reason of an entry, or in the code of its item. */
  text: z.string().max(200).optional(),
}
export type AuditFilter = z.output<z.ZodObject<typeof filterFields>>

export const readAuditEntries = defineAction({
  method: 'GET',
  path: '/audit-trail/entries',
  summary: 'List: entries of the audit trail with names instead of ids, newest first, page by page',
  policy: 'admin',
  query: z.object({
    ...filterFields,
    /** Only entries older than this one. */
    before: wholeNumber.optional(),
    /** Only entries newer than this one. */
    after: wholeNumber.optional(),
    limit: bounded(1, AUDIT_PAGE, 100),
  }),
})

export const auditFormats = ['xlsx', 'csv', 'json'] as const
export type AuditFormat = (typeof auditFormats)[number]

export const exportAudit = defineAction({
  method: 'POST',
  path: '/audit-trail/export',
  summary: 'Export: entries of the audit trail as a file, its manifest of hashes in the header x-pearl-manifest',
  policy: 'admin',
  body: z.object({ ...filterFields, format: z.enum(auditFormats).default('xlsx') }),
})

/** Carries the manifest beside the file, as JSON percent-encoded. */
export const MANIFEST_HEADER = 'x-pearl-manifest'

const link = head.extend({ previous_hash: z.string() })
export const auditManifest = z.object({
  file: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  exported_at: z.string(),
  exported_by: z.string(),
  /** Which history this is; another one after a restore. */
  epoch: z.string(),
  filter: z.record(z.string(), z.union([z.string(), z.number()])),
  entries: z.number().int(),
  period: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** Oldest and newest entry of the file as links of the chain; null when it has none. */
  oldest: link.nullable(),
  newest: link.nullable(),
  /** The newest entry of the whole trail when the file was made. */
  head,
})
export type AuditManifest = z.infer<typeof auditManifest>
