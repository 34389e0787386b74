// What holds for saved views: each belongs to a person, who alone changes it (an administrator may, to tidy up), and names
// are told apart by their owner.
import type { Actor } from '../../../shared/actor.ts'
import { isSameLabel } from '../../../shared/domain/labels.ts'
import { savedView, type SavedView } from '../../../shared/entities/saved-view.ts'
import { AppError } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'

function expectMayChange(actor: Actor, { owner_id, name }: SavedView): void {
  if (actor.id === owner_id || actor.role === 'ADMIN') return
  throw new AppError(
    'forbidden',
    `The view '${name}' belongs to somebody else. Save it under a name of your own instead.`,
    { error: 'permission' },
  )
}

export const savedViewRules = rulesFor<typeof savedView>({
  entity: savedView,
  check(tx, { before, after }) {
    if (before) expectMayChange(tx.actor, before)
    if (before?.name === after.name) return
    const others = tx.rows(savedView, 'owner_id = ? AND id <> ?', after.owner_id, before?.id ?? 0)
    if (others.some(({ name }) => isSameLabel(name, after.name))) {
      throw new AppError('invalid', `You already have a view named '${after.name}'. Choose another name.`)
    }
  },
  checkRemoval(tx, row) {
    expectMayChange(tx.actor, row)
  },
})
