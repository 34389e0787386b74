// What holds for tags and their links: one name once, to the letter (protocol 5.1), and a link joins two rows that exist.
import { tag, trackerTag } from '../../../shared/entities/tag.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { AppError, notFound } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'

export const tagRules = rulesFor<typeof tag>({
  entity: tag,
  check(tx, { before, after }) {
    if (before?.name === after.name) return
    if (tx.rows(tag, 'name = ?', after.name).length > 0) {
      throw new AppError('invalid', `Tag with name '${after.name}' already exists`)
    }
  },
})

export const trackerTagRules = rulesFor<typeof trackerTag>({
  entity: trackerTag,
  check(tx, { after }) {
    if (!tx.find(tag, after.tag_id)) throw notFound(tag.label)
    if (!tx.find(tracker, after.tracker_id)) throw notFound(tracker.label)
  },
})
