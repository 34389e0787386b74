// What holds for every text element: one wording once per type, and no deletion while an item shows it (protocol 5.1, 5.2).
import { textElement, type TextElement } from '../../../shared/entities/text-element.ts'
import { AppError } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import { findSameText } from './duplicates.ts'
import { usagesOf, type TextUsage } from './usages.ts'

/** Usages named in the refusal to delete a text element. */
const NAMED_USAGES = 5

export const textElementRules = rulesFor<typeof textElement>({
  entity: textElement,
  check(tx, { before, after }) {
    if (before?.type === after.type && before.label === after.label) return
    const same = findSameText(tx, after.type, after.label)
    if (same === undefined || same.id === before?.id) return
    throw new AppError(
      'invalid',
      `A ${after.type} with similar content already exists: '${same.label}'. ` +
        'Duplicate text elements are not allowed (comparison ignores spaces and case).',
    )
  },
  checkRemoval(tx, row) {
    const usages = usagesOf(tx.db, row.id)
    if (usages.length > 0) throw inUse(row, usages)
  },
})

const describe = ({ entity, item_code, owner, role }: TextUsage) =>
  `${role} of ${item_code} in ${entity === 'package_items' ? 'package' : 'reporting effort'} '${owner}'`

function inUse(row: TextElement, usages: readonly TextUsage[]): AppError {
  const rest = usages.length - NAMED_USAGES
  const named = usages.slice(0, NAMED_USAGES).map(describe).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  return new AppError(
    'in_use',
    `Cannot delete ${row.type} '${row.label}': it is used ${usages.length} time(s): ${named}. ` +
      'Please remove it from these items first.',
    { used_by: usages },
  )
}
