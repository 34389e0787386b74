// A person. Credentials and sessions are not here: they live in tables private to the sign-in code, so no list, event or
// audit entry can carry them.
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { baseColumns, defineEntity, type RowOf } from '../entity.ts'

export const userRoles = ['ADMIN', 'EDITOR', 'VIEWER'] as const
export type UserRole = (typeof userRoles)[number]

const username = z.string().min(1).max(100)
const email = z.email().max(255)
const role = z.enum(userRoles)
const department = z.string().max(50)
const display_name = z.string().max(200)
/** Shortest new password, in characters. Those chosen earlier may be shorter and still sign in. */
export const PASSWORD_LENGTH = 12
/** What upstream clients may send (protocol 2.3); taken as it is only where nobody has to sign in. */
export const UPSTREAM_PASSWORD_LENGTH = 8
export const password = z.string().min(PASSWORD_LENGTH).max(100)
export const upstreamPassword = z.string().min(UPSTREAM_PASSWORD_LENGTH).max(100)

/** Items that a person takes in a week; null when nobody said. */
export const MOST_WEEKLY = 200
export const weekly_capacity = z.number().int().min(0).max(MOST_WEEKLY).nullable()

/** Beside a password that is set for somebody else: its owner has to choose another one at the next sign-in. */
const must_change_password = z.boolean().optional()

export const users = sqliteTable('users', {
  ...baseColumns(),
  username: text().notNull().unique(),
  display_name: text(),
  email: text().unique(),
  role: text({ enum: userRoles }).notNull().default('VIEWER'),
  department: text(),
  is_active: integer({ mode: 'boolean' }).notNull().default(true),
  /** Items a week, of either side; null when nobody said. */
  weekly_capacity: integer(),
})

export const user = defineEntity({
  table: users,
  event: 'user',
  label: 'User',
  create: z.object({
    username,
    email: email.nullish(),
    display_name: display_name.nullish(),
    password: upstreamPassword.nullish(),
    must_change_password,
    role: role.default('VIEWER'),
    department: department.nullish(),
    weekly_capacity: weekly_capacity.optional(),
  }),
  update: z.object({
    username: username.optional(),
    email: email.nullish(),
    display_name: display_name.nullish(),
    password: upstreamPassword.nullish(),
    must_change_password,
    role: role.optional(),
    department: department.nullish(),
    weekly_capacity: weekly_capacity.optional(),
    is_active: z.boolean().optional(),
  }),
})
export type User = RowOf<typeof user>
