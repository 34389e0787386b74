// Putting tags on tracker rows and taking them off, one or many at a time (protocol 2.13).
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { trackerTag } from '../entities/tag.ts'
import { reference, wholeNumber } from '../fields.ts'

/** The most tracker rows one bulk request may name. */
const MAX_ROWS = 10_000

const ofTracker = z.object({ tracker_id: wholeNumber })
const manyRows = z.object({ tracker_ids: z.array(reference).min(1).max(MAX_ROWS), tag_id: reference })

export const assignTag = defineAction({
  method: 'POST',
  path: '/tracker-tags/assign',
  summary: 'Put a tag on a tracker row',
  policy: 'editor',
  status: 201,
  body: trackerTag.create,
})

export const unassignTag = defineAction({
  method: 'DELETE',
  path: '/tracker-tags/assign/:tracker_id/:tag_id',
  summary: 'Take a tag off a tracker row',
  policy: 'editor',
  status: 204,
  params: z.object({ tracker_id: wholeNumber, tag_id: wholeNumber }),
})

export const listTagsOfTracker = defineAction({
  method: 'GET',
  path: '/tracker-tags/tracker/:tracker_id',
  summary: 'List: tags of a tracker row, by name',
  policy: 'viewer',
  params: ofTracker,
})

export const listTrackersOfTag = defineAction({
  method: 'GET',
  path: '/tracker-tags/by-tag/:tag_id/trackers',
  summary: 'List: ids of the tracker rows that carry a tag',
  policy: 'viewer',
  params: z.object({ tag_id: wholeNumber }),
})

export const bulkAssignTag = defineAction({
  method: 'POST',
  path: '/tracker-tags/bulk-assign',
  summary: 'Put a tag on many tracker rows',
  policy: 'admin',
  body: manyRows,
})

export const bulkRemoveTag = defineAction({
  method: 'POST',
  path: '/tracker-tags/bulk-remove',
  summary: 'Take a tag off many tracker rows',
  policy: 'admin',
  body: manyRows,
})

export const bulkGetTags = defineAction({
  method: 'POST',
  path: '/tracker-tags/bulk-get',
  summary: 'List: tags of many tracker rows, by tracker id',
  policy: 'viewer',
  body: z.array(wholeNumber).max(MAX_ROWS),
})

/** A tracker row that carries a tag, and where it stands. */
export interface TagUse {
  tracker_id: number
  item_id: number
  item_code: string
  item_type: string
  item_subtype: string
  reporting_effort_id: number
  /** Study, release and effort, as the tree names them. */
  study_label: string
  release_label: string
  effort_label: string
}

export const listTagUses = defineAction({
  method: 'GET',
  path: '/tracker-tags/:tag_id/uses',
  summary: 'List: the tracker rows that carry a tag, with what they are and where',
  policy: 'viewer',
  params: z.object({ tag_id: wholeNumber }),
})

export interface MergedTags {
  /** Rows that carry the other tag now. */
  moved: number
  /** Rows that carried both. */
  had_both: number
}

export const mergeTags = defineAction({
  method: 'POST',
  path: '/tracker-tags/:tag_id/merge',
  summary: 'Merge: every row of a tag gets another one instead, and the tag goes',
  policy: 'admin',
  params: z.object({ tag_id: wholeNumber }),
  body: z.object({ into: reference }),
})
