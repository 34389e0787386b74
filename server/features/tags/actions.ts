// Answers what clients do with the links between tags and tracker rows.
import * as contract from '../../../shared/actions/tags.ts'
import { tag, trackerTag, type TrackerTag } from '../../../shared/entities/tag.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { readRow } from '../../store/rows.ts'
import { reads, writes } from '../handler.ts'
import { findLink, link, mergeInto, tagsOf } from './links.ts'
import { trackersOf, usesOf } from './views.ts'

const toReply = ({ id, tracker_id, tag_id, created_at }: TrackerTag) => ({ id, tracker_id, tag_id, created_at })
const outcome = (affected_count: number) => ({ success: true, affected_count, errors: [] as string[] })

export const tagHandlers = [
  writes(contract.assignTag, (tx, { body }) => toReply(link(tx, body.tracker_id, body.tag_id).row)),
  writes(contract.unassignTag, (tx, { params }) => {
    const existing = findLink(tx, params.tracker_id, params.tag_id)
    if (!existing) throw notFound(trackerTag.label)
    tx.remove(trackerTag, existing.id)
  }),
  reads(contract.listTagsOfTracker, ({ db }, { params }) => tagsOf(db, params.tracker_id)),
  reads(contract.listTrackersOfTag, ({ db }, { params }) => {
    if (!readRow(db, tag, params.tag_id)) throw notFound(tag.label)
    return trackersOf(db, params.tag_id)
  }),
  reads(contract.listTagUses, ({ db }, { params }) => {
    if (!readRow(db, tag, params.tag_id)) throw notFound(tag.label)
    return usesOf(db, params.tag_id)
  }),
  writes(contract.mergeTags, (tx, { params, body }) => {
    if (params.tag_id === body.into)
      throw new AppError('invalid', 'A tag cannot be merged into itself. Choose another.')
    return mergeInto(tx, tx.get(tag, params.tag_id), tx.get(tag, body.into))
  }),
  writes(contract.bulkAssignTag, (tx, { body }) => {
    tx.get(tag, body.tag_id)
    return outcome(body.tracker_ids.filter((trackerId) => link(tx, trackerId, body.tag_id).isNew).length)
  }),
  writes(contract.bulkRemoveTag, (tx, { body }) => {
    const rows = [...new Set(body.tracker_ids)]
    const existing = rows.flatMap((trackerId) => findLink(tx, trackerId, body.tag_id) ?? [])
    for (const { id } of existing) tx.remove(trackerTag, id)
    return outcome(existing.length)
  }),
  reads(contract.bulkGetTags, ({ db }, { body }) =>
    Object.fromEntries(body.map((trackerId) => [String(trackerId), tagsOf(db, trackerId)])),
  ),
]
