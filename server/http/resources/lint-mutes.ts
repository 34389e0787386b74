// Findings of the checks that were muted (ours; upstream has none).
import { z } from 'zod'
import { lintMute } from '../../../shared/entities/lint-mute.ts'
import { AppError } from '../../../shared/errors.ts'
import { wholeNumber } from '../../../shared/fields.ts'
import { resourceFor } from '../resource.ts'

export const lintMuteResource = resourceFor<typeof lintMute>({
  entity: lintMute,
  path: '/lint-mutes',
  idName: 'mute_id',
  policies: { read: 'viewer', create: 'editor', update: 'editor', remove: 'editor' },
  filters: { reporting_effort_item_id: wholeNumber.pipe(z.number()) },
  removed: 'empty',
  create(tx, values) {
    const { id } = tx.actor
    if (id === null) throw new AppError('forbidden', 'Only a person can mute a finding; sign in first.')
    return tx.insert(lintMute, { ...values, user_id: id })
  },
})
