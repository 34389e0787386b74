// Copying items into a reporting effort, from a package or from another effort (protocol 2.10). Texts are shared by id and
// the source is remembered; tracker state, comments and tags are not copied. What exists already is skipped and said.
import type { ItemType } from '../../../shared/domain/item-types.ts'
import type { Transaction } from '../../store/store.ts'
import { trackerOut } from '../tracker/views.ts'
import { insertEffortItem, type EffortItemValues } from './effort-items.ts'
import { effortFamily, packageFamily } from './family.ts'
import { keyText, takenKeys, type ItemKey } from './rules.ts'
import { contentsOf, listItems, viewItem, type ItemView } from './views.ts'

export interface CopyRequest {
  targetId: number
  /** Where the items come from: a package or another effort. */
  source: { type: 'package' | 'reporting_effort'; id: number }
  /** Copies items of this type only; all when null. */
  type: ItemType | null
  /** Copies these of the source's items only; all when absent or empty. */
  ids?: readonly number[] | null | undefined
}

export interface CopyResult {
  created_items: unknown[]
  skipped_items: (ItemKey & { reason: string })[]
  summary: { total_attempted: number; created_count: number; skipped_count: number; success: boolean }
}

/** Why an item was skipped; the wording depends on the source (protocol 6.5, N9). */
const skipped = { package: 'already_exists', reporting_effort: 'Duplicate item already exists' } as const

/** Copies the items asked for; target and source must exist. */
export function copyItems(tx: Transaction, { targetId, source, type, ids }: CopyRequest): CopyResult {
  const family = source.type === 'package' ? packageFamily : effortFamily
  const chosen = ids && ids.length > 0 ? new Set(ids) : null
  const items = listItems(tx.db, family, { ownerId: source.id }).filter(
    (item) => (type === null || item.item_type === type) && (chosen === null || chosen.has(item.id)),
  )
  const taken = takenKeys(tx, effortFamily, targetId)
  const created_items: unknown[] = []
  const skipped_items: CopyResult['skipped_items'] = []
  for (const item of items) {
    if (taken.has(keyText(item))) {
      const { item_type, item_subtype, item_code } = item
      skipped_items.push({ item_type, item_subtype, item_code, reason: skipped[source.type] })
    } else {
      created_items.push(copyItem(tx, targetId, source, item))
    }
  }
  const counts = { created_count: created_items.length, skipped_count: skipped_items.length }
  return { created_items, skipped_items, summary: { total_attempted: items.length, ...counts, success: true } }
}

/** Copies one item with a tracker row of its own, remembering where it is from. */
export function copyItem(tx: Transaction, targetId: number, source: CopyRequest['source'], item: ItemView) {
  const provenance = { source_type: source.type, source_id: source.id, source_item_id: item.id }
  const values: EffortItemValues = {
    ...contentsOf(item),
    ...provenance,
    is_active: 'is_active' in item ? item.is_active : true,
  }
  const copy = insertEffortItem(tx, targetId, values)
  const shown = viewItem(tx.db, effortFamily, copy.item)
  const reporting_effort_item_id = copy.item.id
  return {
    ...shown,
    footnotes: shown.footnotes.map((link) => ({ ...link, reporting_effort_item_id })),
    acronyms: shown.acronyms.map((link) => ({ ...link, reporting_effort_item_id })),
    tracker: trackerOut(tx.db, copy.tracker),
  }
}
