// The tracker beyond its rows: assigning people, bulk edits, workload, export and import (protocol 2.11). Where two clients
// send different bodies for the same operation, both are accepted.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { trackerRoles } from '../domain/workflow.ts'
import { itemTypes } from '../domain/item-types.ts'
import { productionStatuses, qcStatuses, trackerFields } from '../entities/tracker.ts'
import { flag, longText, reference, versionField, wholeNumber } from '../fields.ts'
import { MAX_BULK_ROWS } from './packages.ts'

const base = '/reporting-effort-tracker'
const tracker = z.object({ tracker_id: wholeNumber })
const programmer = z.object({ programmer_id: wholeNumber })
const effort = z.object({ reporting_effort_id: wholeNumber })
/** `production` or `qc`; any other text is answered with 400, as upstream does. `primary` is another word for production. */
const role = z.string()

export const assignProgrammer = defineAction({
  method: 'POST',
  path: `${base}/:tracker_id/assign-programmer`,
  summary: 'Assign a programmer: {user_id, role} or {programmer_id, assignment_type}',
  policy: 'editor',
  params: tracker,
  body: z.object({
    user_id: wholeNumber.optional(),
    programmer_id: wholeNumber.optional(),
    role: role.optional(),
    assignment_type: role.optional(),
    ...versionField,
  }),
})

export const unassignProgrammer = defineAction({
  method: 'DELETE',
  path: `${base}/:tracker_id/unassign-programmer`,
  summary: 'Unassign the programmer of a role, named in the query or in the body',
  policy: 'editor',
  params: tracker,
  query: z.object({ role: role.optional(), assignment_type: role.optional() }),
  body: z.object({ role: role.optional(), assignment_type: role.optional(), ...versionField }).nullish(),
})

/** Marks a field that is needed beside the others as missing, in the words of any other missing field. */
function missing(context: z.RefinementCtx, field: string): void {
  context.addIssue({ code: 'invalid_type', expected: 'nonoptional', input: undefined, path: [field] })
}

const tracker_ids = z.array(wholeNumber).min(1).max(MAX_BULK_ROWS).optional()
/** With `report: true` the answer is the same object as for `tracker_ids`: what was done, and what was refused and why. */
const report = flag.default(false)

export const bulkAssign = defineAction({
  method: 'POST',
  path: `${base}/bulk-assign`,
  summary: 'Assign many: {assignments} answers the rows, {tracker_ids, programmer_id, assignment_type} a report',
  policy: 'admin',
  body: z
    .object({
      assignments: z
        .array(z.object({ tracker_id: wholeNumber, user_id: wholeNumber.nullable(), role }))
        .max(MAX_BULK_ROWS)
        .optional(),
      report,
      tracker_ids,
      programmer_id: wholeNumber.nullish(),
      assignment_type: role.optional(),
    })
    .superRefine((body, context) => {
      if (!body.tracker_ids && !body.assignments) missing(context, 'assignments')
      if (body.tracker_ids && body.programmer_id === undefined) missing(context, 'programmer_id')
      if (body.tracker_ids && body.assignment_type === undefined) missing(context, 'assignment_type')
    }),
})

const { production_status, qc_status, priority, due_date, qc_completion_date, qc_level, in_production_flag } =
  trackerFields
/** The columns a bulk update may set; whatever else is sent is ignored (protocol 6.2, P6). */
const bulkFields = {
  production_status,
  qc_status,
  priority,
  due_date,
  qc_completion_date,
  qc_level,
  in_production_flag,
}
const statuses: Record<string, readonly string[]> = {
  production: productionStatuses,
  primary: productionStatuses,
  qc: qcStatuses,
}

export const bulkStatusUpdate = defineAction({
  method: 'POST',
  path: `${base}/bulk-status-update`,
  summary: 'Update many: {updates} answers the rows, {tracker_ids, status, status_type} a report',
  policy: 'admin',
  body: z
    .object({
      updates: z
        .array(z.object({ tracker_id: wholeNumber.optional(), id: wholeNumber.optional(), ...bulkFields }))
        .max(MAX_BULK_ROWS)
        .optional(),
      report,
      tracker_ids,
      status: z.string().optional(),
      status_type: z.enum(['production', 'primary', 'qc']).optional(),
    })
    .superRefine((body, context) => {
      if (!body.tracker_ids && !body.updates) missing(context, 'updates')
      if (!body.tracker_ids) return
      if (body.status_type === undefined) return missing(context, 'status_type')
      if (body.status === undefined) return missing(context, 'status')
      const values = [...statuses[body.status_type]!]
      if (!values.includes(body.status)) {
        context.addIssue({ code: 'invalid_value', values, input: body.status, path: ['status'] })
      }
    }),
})

const tagIds = z.array(reference).max(100).optional()
/** What one row is to become: any of its columns, its tags, and what was found wrong with it. */
const bulkPatch = z.object({
  ...trackerFields,
  /** The tags it then has, and no other. */
  tag_ids: tagIds,
  add_tag_ids: tagIds,
  remove_tag_ids: tagIds,
  /** Becomes a comment on the row, e.g. why QC failed. */
  finding: longText.optional(),
})

export const bulkSet = defineAction({
  method: 'POST',
  path: `${base}/bulk-set`,
  summary: 'Set columns, tags and findings of many rows, each its own: answers what was done, skipped and refused',
  policy: 'editor',
  body: z.object({
    rows: z
      .array(
        z.object({
          id: wholeNumber,
          ...versionField,
          /** The values the writer saw, of the columns in the patch: beside a newer version, only a column that differs is a conflict. */
          base: z.object(trackerFields).optional(),
          patch: bulkPatch,
        }),
      )
      .min(1)
      .max(MAX_BULK_ROWS),
  }),
})

export const workloadSummary = defineAction({
  method: 'GET',
  path: `${base}/workload-summary`,
  summary: 'Workload: totals, and by pair of programmers',
  policy: 'viewer',
  query: z.object({ user_id: wholeNumber.optional() }),
})

export const workloadOf = defineAction({
  method: 'GET',
  path: `${base}/workload/:programmer_id`,
  summary: 'Workload of one programmer in both roles',
  policy: 'viewer',
  params: programmer,
})

export const listByProgrammer = defineAction({
  method: 'GET',
  path: `${base}/by-programmer/:programmer_id`,
  summary: 'List: trackers of a programmer in one role',
  policy: 'viewer',
  params: programmer,
  query: z.object({ role: role.default(trackerRoles[0]) }),
})

export const trackerByItem = defineAction({
  method: 'GET',
  path: `${base}/by-item/:item_id`,
  summary: 'Read one: the tracker of an item',
  policy: 'viewer',
  params: z.object({ item_id: wholeNumber }),
})

export const listInBulk = defineAction({
  method: 'GET',
  path: `${base}/bulk/:reporting_effort_id`,
  summary: 'List: trackers of a reporting effort with names, titles and tags',
  policy: 'viewer',
  params: effort,
})

export const exportTrackers = defineAction({
  method: 'GET',
  path: `${base}/export/:reporting_effort_id`,
  summary: 'Export: trackers of a reporting effort with names instead of ids',
  policy: 'viewer',
  params: effort,
  query: z.object({ format: z.string().default('json') }),
})

const text = z.string().nullish()
/** A cell of a sheet: empty says nothing. */
const cell = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullish())
export const importTrackers = defineAction({
  method: 'POST',
  path: `${base}/import/:reporting_effort_id`,
  summary:
    'Import: rows as exported, matched by code (and by type and subtype when given); empty values change nothing',
  policy: 'admin',
  params: effort,
  query: z.object({ update_existing: flag.default(true) }),
  body: z
    .array(
      z.object({
        item_code: z.string(),
        item_type: cell(z.enum(itemTypes)),
        item_subtype: text,
        production_programmer_username: text,
        production_status: text,
        qc_programmer_username: text,
        qc_status: text,
        priority: text,
        due_date: text,
        qc_completion_date: text,
        qc_level: z.string().max(50).nullish(),
        in_production_flag: cell(flag),
      }),
    )
    .max(MAX_BULK_ROWS),
})
