// Reads and checks the demo study: invented studies, people, items and comments that ship with the program. Days in it are
// offsets from today, so there is always something overdue and something due soon.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { itemTypes } from '../../../shared/domain/item-types.ts'
import { commentTypes } from '../../../shared/entities/comment.ts'
import { priorities, productionStatuses, qcStatuses } from '../../../shared/entities/tracker.ts'
import { userRoles } from '../../../shared/entities/user.ts'

const offset = z.number().int().nullable()
const effort = z.object({ label: z.string() })
const release = z.object({
  label: z.string(),
  date_offset_days: offset,
  reporting_efforts: z.array(effort),
})
const tlf = z.object({
  item_code: z.string(),
  item_type: z.enum(itemTypes),
  item_subtype: z.string(),
  title: z.string(),
  population: z.string().nullable(),
  ich_category: z.string().nullable(),
  footnotes: z.array(z.string()),
  acronyms: z.array(z.string()),
  display_order: z.number().int(),
})
const dataset = z.object({
  item_code: z.string(),
  item_type: z.enum(itemTypes),
  item_subtype: z.string(),
  label: z.string(),
  sorting_order: z.number().int(),
})
const keyed = z.object({ key: z.string(), label: z.string(), description: z.string().optional() })

const demoData = z.object({
  users: z.array(
    z.object({
      username: z.string(),
      display_name: z.string(),
      email: z.string(),
      role: z.enum(userRoles),
      department: z.string(),
      weekly_capacity: z.number().int().optional(),
    }),
  ),
  tags: z.array(z.object({ name: z.string(), color: z.string(), description: z.string() })),
  text_elements: z.object({
    population_sets: z.array(keyed),
    ich_categories: z.array(keyed),
    footnotes: z.array(z.object({ key: z.string(), text: z.string() })),
    acronyms: z.array(keyed),
  }),
  sdtm_datasets: z.array(dataset),
  adam_datasets: z.array(dataset),
  tlf_items: z.array(tlf),
  packages: z.array(
    z.object({
      package_name: z.string(),
      therapeutic_area: z.string(),
      study_indication: z.string(),
      description: z.string(),
      tlf: z.array(z.string()),
      datasets: z.array(z.string()),
    }),
  ),
  studies: z.array(
    z.object({
      study_label: z.string(),
      title: z.string(),
      phase: z.string(),
      therapeutic_area: z.string(),
      database_releases: z.array(release),
    }),
  ),
  tracker: z.array(
    z.object({
      study: z.string(),
      database_release: z.string(),
      reporting_effort: z.string(),
      item_subtype: z.string(),
      item_code: z.string(),
      production_programmer: z.string().nullable(),
      production_status: z.enum(productionStatuses),
      qc_programmer: z.string().nullable(),
      qc_status: z.enum(qcStatuses),
      priority: z.enum(priorities),
      due_offset_days: offset,
      qc_level: z.string().nullable(),
      qc_completion_offset_days: offset,
      in_production: z.boolean(),
      unblinded: z.boolean(),
      tags: z.array(z.string()),
    }),
  ),
  comments: z.array(
    z.object({
      reporting_effort: z.string(),
      item_code: z.string(),
      comment_type: z.enum(commentTypes),
      author: z.string(),
      hours_ago: z.number(),
      text: z.string(),
      is_resolved: z.boolean(),
      resolved_by: z.string().nullable(),
      replies: z.array(z.object({ author: z.string(), hours_ago: z.number(), text: z.string() })),
    }),
  ),
})
export type DemoData = z.infer<typeof demoData>
export type DemoRow = DemoData['tracker'][number]
export type DemoComment = DemoData['comments'][number]
export type DemoItem = z.infer<typeof tlf> | z.infer<typeof dataset>

/** The demo study as it stands in its file, beside this module in the source tree and beside the bundle in a built program. */
export function readDemoData(): DemoData {
  const file = ['./demo-study.json', './demo/demo-study.json']
    .map((relative) => fileURLToPath(new URL(relative, import.meta.url)))
    .find((candidate) => existsSync(candidate))
  if (file === undefined) throw new Error('The demo study is missing from this installation')
  return demoData.parse(JSON.parse(readFileSync(file, 'utf8')))
}
