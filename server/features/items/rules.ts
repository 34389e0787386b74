// What holds for every item, of a package or of an effort: its subtype fits its type, its code is there once within the
// owner, and the texts it refers to exist and are of the right kind (protocol 5.1, 5.5).
import { contentMismatch } from '../../../shared/entities/item-contents.ts'
import { AppError } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { rulesFor, type Rules } from '../../store/rules.ts'
import type { Transaction } from '../../store/store.ts'
import { effortFamily, packageFamily, type ItemFamily, type ItemRow } from './family.ts'
import { refuseField } from '../refusals.ts'
import { expectText } from './text-references.ts'

export type ItemKey = Pick<ItemRow, 'item_type' | 'item_subtype' | 'item_code'>

/** The item of that owner with the same type, subtype and code, letter for letter. */
function findTwin(tx: Transaction, family: ItemFamily, ownerId: number, key: ItemKey): ItemRow | undefined {
  return tx.rows(
    family.item,
    `${family.ownerId} = +? AND item_type = +? AND item_subtype = +? AND item_code = +?`,
    ownerId,
    key.item_type,
    key.item_subtype,
    key.item_code,
  )[0]
}

/** The keys of an owner's items as text, for who asks for many of them. */
export function takenKeys(tx: Transaction, family: ItemFamily, ownerId: number): Set<string> {
  const keys = prepared<ItemKey>(
    tx.db,
    `SELECT item_type, item_subtype, item_code FROM ${family.item.name} WHERE ${family.ownerId} = +?`,
  )
  return new Set(keys.all(ownerId).map(keyText))
}
export const keyText = ({ item_type, item_subtype, item_code }: ItemKey) => `${item_type}/${item_subtype}/${item_code}`

const ownerOf = (family: ItemFamily, item: ItemRow) => (item as unknown as Record<string, number>)[family.ownerId]!

const isSameKey = (one: ItemKey, other: ItemKey) =>
  one.item_type === other.item_type && one.item_subtype === other.item_subtype && one.item_code === other.item_code

function checkItem(tx: Transaction, family: ItemFamily, before: ItemRow | null, after: ItemRow): void {
  const mismatch = contentMismatch({ item_type: after.item_type, item_subtype: after.item_subtype })
  if (mismatch) throw refuseField(['body', mismatch.field], mismatch.message)
  if (!(before && isSameKey(before, after)) && findTwin(tx, family, ownerOf(family, after), after)) {
    const { item_type, item_code } = after
    throw new AppError('invalid', `A ${item_type} with code '${item_code}' already exists in this ${family.ownerName}`)
  }
  for (const field of ['title_id', 'population_flag_id', 'ich_category_id'] as const) {
    const id = after[field]
    if (id !== null && id !== undefined && id !== before?.[field]) expectText(tx, field, id)
  }
}

const rulesOf = (family: ItemFamily): Rules[] => [
  rulesFor<typeof family.item>({
    entity: family.item,
    check: (tx, { before, after }) => checkItem(tx, family, before, after),
  }),
  rulesFor<typeof family.footnote>({
    entity: family.footnote,
    check(tx, { action, after }) {
      if (action === 'create') expectText(tx, 'footnote_id', after.footnote_id)
    },
  }),
  rulesFor<typeof family.acronym>({
    entity: family.acronym,
    check(tx, { action, after }) {
      if (action === 'create') expectText(tx, 'acronym_id', after.acronym_id)
    },
  }),
]

export const itemRules: readonly Rules[] = [...rulesOf(packageFamily), ...rulesOf(effortFamily)]
