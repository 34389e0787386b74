// The workspace's own settings: exactly one row, id 1, so that a change of policy is audited and live like any other.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { workflowPolicies } from '../domain/workflow-policy.ts'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'
import { label } from '../fields.ts'

export const WORKSPACE_ID = 1
/** Minutes. */
export const DEFAULT_IDLE_LOCK = 15
export const LONGEST_IDLE_LOCK = 60

export const workspaces = sqliteTable('workspace', {
  ...baseColumns(),
  workspace_name: text().notNull(),
  workflow_policy: text({ enum: workflowPolicies }).notNull().default('strict'),
  /** Addresses and port on which it is shared on the network since its owner said so; null when it is not. */
  hosted_on: text(),
  /** Minutes without a key or a pointer after which a window asks for the password again; 0 for never. */
  idle_lock_minutes: integer().notNull().default(DEFAULT_IDLE_LOCK),
})

export const workspace = defineEntity({
  table: workspaces,
  event: 'workspace',
  label: 'Workspace',
  create: z.object({ workspace_name: label, workflow_policy: z.enum(workflowPolicies).default('strict') }),
  update: z.object({
    workspace_name: label.optional(),
    workflow_policy: z.enum(workflowPolicies).optional(),
    idle_lock_minutes: z.number().int().min(0).max(LONGEST_IDLE_LOCK).optional(),
  }),
})
export type Workspace = RowOf<typeof workspace>
