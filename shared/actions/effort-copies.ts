// What is done with a whole reporting effort: it is compared with a package or another effort, takes over chosen differences,
// is rolled forward into a new effort, or becomes a package.
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { itemTypes } from '../domain/item-types.ts'
import { label, reference, wholeNumber } from '../fields.ts'

const params = z.object({ reporting_effort_id: wholeNumber })
/** Items of one request. */
const MAX_ITEMS = 50_000
const ids = z.array(wholeNumber).max(MAX_ITEMS).default([])

/** Where items come from. */
const source = z.object({ kind: z.enum(['package', 'effort']), id: reference })
export type CopySource = z.output<typeof source>

export const compareEffort = defineAction({
  method: 'GET',
  path: '/reporting-efforts/:reporting_effort_id/compare',
  summary: 'Compare: items of a reporting effort with those of a package or of another effort, field by field',
  policy: 'viewer',
  params,
  query: z.object({ kind: source.shape.kind, id: wholeNumber }),
})

export const applyDifferences = defineAction({
  method: 'POST',
  path: '/reporting-efforts/:reporting_effort_id/apply-differences',
  summary: 'Take over chosen differences: items are added, brought in line or removed, all in one transaction',
  policy: 'admin',
  params,
  body: z.object({
    source,
    /** Items of the source to add. */
    add: ids,
    /** Items of the source whose wording and contents the same items here take over. */
    update: ids,
    /** Items of the effort to remove; those that somebody works on stay and are told. */
    remove: ids,
  }),
})

/** How many days due dates are moved at most, either way. */
const MAX_SHIFT = 3660

export const rollForward = defineAction({
  method: 'POST',
  path: '/reporting-efforts/:reporting_effort_id/roll-forward',
  summary: 'Roll forward: a new effort with the same items, everything not started, people and dates as asked',
  policy: 'admin',
  status: 201,
  params,
  body: z.object({
    /** The release of the new effort; it may be of another study. */
    database_release_id: reference,
    /** Its label. */
    database_release_label: label,
    /** Due dates move by this many days. */
    shift_days: z.number().int().min(-MAX_SHIFT).max(MAX_SHIFT).default(0),
    keep_people: z.boolean().default(true),
    keep_tags: z.boolean().default(true),
    /** Carries over comments that are not resolved, with their writers, dated now and saying where they are from. */
    keep_comments: z.boolean().default(false),
  }),
})

export const saveAsPackage = defineAction({
  method: 'POST',
  path: '/reporting-efforts/:reporting_effort_id/save-as-package',
  summary: 'Save as package: a new package with the items of a reporting effort',
  policy: 'admin',
  status: 201,
  params,
  body: z.object({ package_name: label, item_ids: ids }),
})

export const comparedFields = [
  'title',
  'population',
  'ich_category',
  'footnotes',
  'acronyms',
  'run_order',
  'description',
] as const

const count = z.number().int()
const line = z.object({
  /** Of the item in the source. */
  source_id: count,
  /** Of the same item in the effort: type, subtype and code are alike (protocol 2.10). */
  item_id: count.nullable(),
  item_type: z.enum(itemTypes),
  item_subtype: z.string(),
  item_code: z.string(),
  /** As the source has it. */
  title: z.string(),
  state: z.enum(['new', 'there', 'differs']),
  /** Empty unless it differs; as a person reads it. */
  differences: z.array(z.object({ field: z.enum(comparedFields), here: z.string(), there: z.string() })),
})
const extra = line.pick({ item_type: true, item_subtype: true, item_code: true, title: true }).extend({
  item_id: count,
  /** Somebody is assigned, so that it cannot be removed. */
  is_assigned: z.boolean(),
})
export const comparison = z.object({
  /** What the source has, in the order of codes. */
  lines: z.array(line),
  /** What only the effort has. */
  extra: z.array(extra),
})
export type Comparison = z.infer<typeof comparison>
export type ComparisonLine = Comparison['lines'][number]

export const applied = z.object({
  added: count,
  updated: count,
  removed: count,
  /** What was asked for and not done. */
  refused: z.array(z.object({ item_code: z.string(), reason: z.string() })),
})
export type Applied = z.infer<typeof applied>

export const rolledForward = z.object({
  reporting_effort: z.looseObject({ id: count }),
  created_count: count,
  comment_count: count,
  /** People who were not taken over, since their accounts are not active or the rules forbid it, with how many rows. */
  people_left_out: z.array(z.object({ name: z.string(), rows: count, reason: z.string() })),
})
export type RolledForward = z.infer<typeof rolledForward>

export const savedPackage = z.object({ package: z.looseObject({ id: count }), created_count: count })
