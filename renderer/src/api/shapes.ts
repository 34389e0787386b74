// The shapes of answers as the window relies on them. Rows of an entity are known by their declaration in shared/; here
// only what every row must have is checked, so that fields added by a newer host pass through.
import { z } from 'zod'
import type { ChangeFrame } from '../../../shared/events.ts'
import type { EffortSnapshot } from '../../../shared/snapshot.ts'
import type { User } from '../../../shared/entities/user.ts'
import { userRoles } from '../../../shared/entities/user.ts'

export interface Row {
  id: number
  version: number
}

const baseRow = z.looseObject({ id: z.number().int(), version: z.number().int() })
export const rowOf = <T extends Row>() => baseRow as unknown as z.ZodType<T>
export const rowsOf = <T extends Row>() => z.array(rowOf<T>())

/** Who wrote which fields of a row since, newest first, as the refusal of a stale write tells it. */
export const rowWriters = z.array(z.object({ by: z.string(), at: z.string(), fields: z.array(z.string()) })).catch([])

export const hello = z.looseObject({
  product: z.string(),
  protocol: z.union([z.string(), z.number()]),
  open: z.boolean(),
  /** The workspace is a copy that is only looked at. */
  read_only: z.boolean().default(false),
})

export const person = z.looseObject({
  id: z.number().int(),
  username: z.string(),
  display_name: z.string().nullish(),
  role: z.enum(userRoles),
  has_password: z.boolean().default(false),
  /** The password was set by somebody else: nothing is open to the person before another one is chosen. */
  must_change_password: z.boolean().default(false),
})
export type Person = Pick<User, 'id' | 'username' | 'role'> & {
  display_name?: string | null | undefined
  has_password?: boolean | undefined
  must_change_password?: boolean | undefined
}

export const signedIn = z.looseObject({ access_token: z.string().min(1), refresh_token: z.string().min(1) })
export const renewed = z.looseObject({ access_token: z.string().min(1), refresh_token: z.string().min(1).optional() })

const table = z.object({ columns: z.array(z.string()), values: z.array(z.array(z.unknown())) })
export const effortSnapshot: z.ZodType<EffortSnapshot> = z.object({
  epoch: z.string(),
  seq: z.number().int(),
  reporting_effort_id: z.number().int(),
  tables: z.record(z.string(), table),
})

const changeFrame = z.looseObject({
  type: z.string(),
  seq: z.number().int(),
  last: z.boolean(),
  change: z.looseObject({ entity: z.string(), id: z.number().int(), version: z.number().int() }),
}) as unknown as z.ZodType<ChangeFrame>
export const changesSince = z.object({
  epoch: z.string(),
  seq: z.number().int(),
  reset: z.boolean().optional(),
  frames: z.array(changeFrame).optional(),
})

/** What is counted when a whole study is loaded, by kind. */
export const counts = z.looseObject({})

/** `GET /packages/:id/tables` */
export const packageTables = z.object({ package_id: z.number().int(), tables: z.record(z.string(), rowsOf<Row>()) })

/** `POST /reporting-effort-tracker/bulk-set` */
export const bulkSetReport = z.looseObject({
  done: rowsOf<Row>(),
  skipped: z.array(z.number().int()),
  refused: z.array(z.looseObject({ id: z.number().int(), code: z.string(), detail: z.string() })),
})
