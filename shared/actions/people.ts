// What an administrator sees and does about people beyond their rows: how they get in, what they still have to do, and
// handing the work of somebody who leaves to others.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import type { TrackerRole } from '../domain/workflow.ts'
import { weekly_capacity } from '../entities/user.ts'
import { reference, versionField, wholeNumber } from '../fields.ts'

/** A person as the list of people shows them beside their row. Times are UTC. */
export const account = z.object({
  user_id: z.number().int(),
  has_password: z.boolean(),
  /** The password was set by an administrator and has not been replaced yet. */
  must_change_password: z.boolean(),
  last_login_at: z.string().nullable(),
  /** Devices on which the person is signed in. */
  sessions: z.number().int(),
  last_seen_at: z.string().nullable(),
  /** Rows whose production, or whose QC, is with the person and not completed. */
  open_production: z.number().int(),
  open_qc: z.number().int(),
})
export type Account = z.infer<typeof account>

/** A sign-in of one person on one device. Times are UTC. */
export const session = z.object({
  id: z.string(),
  created_at: z.string(),
  last_seen_at: z.string(),
  client_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  current: z.boolean().default(false),
})
export type SessionLine = z.infer<typeof session>

/** The password made for somebody, shown once and kept nowhere in this form. */
export const newPassword = z.object({ message: z.string(), password: z.string().nullable() })

/** The report of who has access: a name for the file, and its text. */
export const accessReport = z.object({ name: z.string(), text: z.string() })

export const reassignWork = defineAction({
  method: 'POST',
  path: '/users/:user_id/reassign-work',
  summary: 'Hand the open work of a person to others, all of it at once, and report each row',
  policy: 'admin',
  params: z.object({ user_id: wholeNumber }),
  body: z.object({
    /** Who takes production, and QC, over; null for nobody yet; absent: that side stays where it is. */
    production_to: reference.nullable().optional(),
    qc_to: reference.nullable().optional(),
  }),
})

export const setCapacity = defineAction({
  method: 'PUT',
  path: '/users/:user_id/capacity',
  summary: 'Update: how many items a person takes in a week',
  policy: 'editor',
  params: z.object({ user_id: wholeNumber }),
  body: z.object({ weekly_capacity, ...versionField }),
})

export interface ReassignedRow {
  tracker_id: number
  reporting_effort_id: number
  item_code: string
  role: TrackerRole
}
export interface ReassignReport {
  done: ReassignedRow[]
  /** Rows that stay with the person, and why. */
  refused: (ReassignedRow & { detail: string })[]
}
