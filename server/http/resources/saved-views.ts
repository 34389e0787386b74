// Saved views of the tracker (ours; upstream has none). Everybody may have some: which ones they may change, the rules say.
import { savedView } from '../../../shared/entities/saved-view.ts'
import { AppError } from '../../../shared/errors.ts'
import { resourceFor } from '../resource.ts'

export const savedViewResource = resourceFor<typeof savedView>({
  entity: savedView,
  path: '/saved-views',
  idName: 'view_id',
  policies: { read: 'viewer', create: 'viewer', update: 'viewer', remove: 'viewer' },
  removed: 'empty',
  create(tx, values) {
    const { id } = tx.actor
    if (id === null) throw new AppError('forbidden', 'Only a person can save a view; sign in first.')
    return tx.insert(savedView, { ...values, owner_id: id })
  },
})
