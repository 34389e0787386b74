// What holds for every package: one name once, letter for letter, and no deletion while it has items (protocol 5.1, 5.2).
import { itemPackage } from '../../../shared/entities/package.ts'
import { packageItem } from '../../../shared/entities/package-item.ts'
import { AppError } from '../../../shared/errors.ts'
import { rulesFor } from '../../store/rules.ts'
import { refuseWhileInUse } from '../in-use.ts'

/** Item codes named in the refusal to delete a package. */
const NAMED_ITEMS = 5

export const packageRules = rulesFor<typeof itemPackage>({
  entity: itemPackage,
  check(tx, { before, after }) {
    if (before?.package_name === after.package_name) return
    if (tx.rows(itemPackage, 'package_name = ?', after.package_name).length > 0) {
      throw new AppError('invalid', 'Package with this name already exists')
    }
  },
  checkRemoval(tx, row) {
    const items = tx.rows(packageItem, 'package_id = ? ORDER BY id', row.id)
    const labels = items.map((item) => item.item_code)
    refuseWhileInUse('package', row.package_name, { kind: 'item', labels, named: NAMED_ITEMS })
  },
})
