// What is sent to sign in and to change or reset a password (protocol 2.3). The routes are in server/http/auth: they are no
// actions, because credentials never pass through the store.
import { z } from 'zod'
import { password, upstreamPassword, user, userRoles } from '../entities/user.ts'

/** A password as typed to sign in: whatever was once allowed. */
const typedPassword = z.string().min(1).max(1000)
const mismatch = { error: 'Passwords do not match', path: ['confirm_password'] }
const newPassword = { new_password: upstreamPassword, confirm_password: upstreamPassword }
const isConfirmed = (body: { new_password: string; confirm_password: string }) =>
  body.new_password === body.confirm_password

export const login = z.object({ username: z.string().min(1).max(100), password: typedPassword })
export const refresh = z.object({ refresh_token: z.string().min(1).max(200) })
export const forgotPassword = z.object({ email: z.email().max(255) })
export const resetPassword = z
  .object({ token: z.string().min(1).max(200), ...newPassword })
  .refine(isConfirmed, mismatch)
export const changePassword = z
  .object({ current_password: typedPassword, ...newPassword })
  .refine(isConfirmed, mismatch)

export const register = z
  .object({
    username: z.string().min(3).max(50),
    email: z.email().max(255),
    password: upstreamPassword,
    confirm_password: upstreamPassword,
    role: z.enum(userRoles).default('VIEWER'),
    department: user.create.shape.department,
  })
  .refine((body) => body.password === body.confirm_password, mismatch)

/** An administrator sets somebody's password; without one the host makes one up, to be told once. */
export const setPassword = z.object({
  new_password: password.optional(),
  /** Its owner has to choose another one at the next sign-in. */
  must_change: z.boolean().default(true),
})

/** The password of who is signed in already, to open a window that locked itself. */
export const unlock = z.object({ password: typedPassword })
