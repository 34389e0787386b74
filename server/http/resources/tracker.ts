// Tracker rows (protocol 2.11). A list filtered by status is not paged, as upstream has it.
import { productionStatuses, qcStatuses, tracker } from '../../../shared/entities/tracker.ts'
import { MAX_PAGE } from '../../../shared/paging.ts'
import { z } from 'zod'
import { createTracker, updateTracker } from '../../features/tracker/edit.ts'
import { removeTracker } from '../../features/tracker/remove.ts'
import { listTrackers, trackerOut } from '../../features/tracker/views.ts'
import { resourceFor } from '../resource.ts'

export const trackerResource = resourceFor<typeof tracker>({
  entity: tracker,
  path: '/reporting-effort-tracker',
  idName: 'tracker_id',
  policies: { read: 'viewer', create: 'editor', update: 'editor', remove: 'admin' },
  filters: { production_status: z.enum(productionStatuses), qc_status: z.enum(qcStatuses) },
  limits: { standard: 1000 },
  removed: 'empty',
  view: trackerOut,
  list(db, page) {
    const isFiltered = Object.keys(page.filters).length > 0
    return listTrackers(db, isFiltered ? { ...page, skip: 0, limit: MAX_PAGE } : page)
  },
  create: createTracker,
  update: updateTracker,
  remove: removeTracker,
})
