// Takes over what somebody chose of a comparison. What changed since they looked is told, not guessed: an item that is there by
// now is not added twice, and one that somebody works on is not removed.
import type { InputOf } from '../../../shared/action.ts'
import type { Applied, applyDifferences } from '../../../shared/actions/effort-copies.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { reportingEffortItem } from '../../../shared/entities/reporting-effort-item.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import { itemsOfSource } from './compare.ts'
import { copyItem } from './copy.ts'
import { removeEffortItem, updateEffortItem } from './effort-items.ts'
import { effortFamily } from './family.ts'
import { keyText } from './rules.ts'
import { contentsOf, listItems, type ItemView } from './views.ts'

type Wanted = InputOf<typeof applyDifferences>['body']

/** @throws AppError `not_found` for an unknown effort or source */
export function applyChosen(tx: Transaction, effortId: number, wanted: Wanted): Applied {
  tx.get(reportingEffort, effortId)
  const theirs = new Map(itemsOfSource(tx.db, wanted.source).map((item) => [item.id, item]))
  const ours = new Map(listItems(tx.db, effortFamily, { ownerId: effortId }).map((item) => [keyText(item), item]))
  const done: Applied = { added: 0, updated: 0, removed: 0, refused: [] }
  const refuse = (item_code: string, reason: string) => done.refused.push({ item_code, reason })

  for (const id of new Set(wanted.remove)) {
    const item = tx.find(reportingEffortItem, id)
    if (item?.reporting_effort_id !== effortId) continue
    const reason = attempt(tx, () => removeEffortItem(tx, id))
    if (reason !== null) {
      refuse(item.item_code, reason)
      continue
    }
    ours.delete(keyText(item))
    done.removed += 1
  }
  const { kind, id: sourceId } = wanted.source
  const from = { type: kind === 'package' ? ('package' as const) : ('reporting_effort' as const), id: sourceId }
  for (const id of new Set([...wanted.add, ...wanted.update])) {
    const source = theirs.get(id)
    if (!source) {
      refuse(`#${id}`, 'It is no longer there to be taken over.')
      continue
    }
    const same = ours.get(keyText(source))
    const isAdding = wanted.add.includes(id)
    if (isAdding === (same !== undefined)) {
      refuse(source.item_code, isAdding ? 'It is in this effort already.' : 'It is no longer in this effort.')
      continue
    }
    const reason = attempt(tx, () =>
      same ? updateEffortItem(tx, same.id, patchFrom(source)) : copyItem(tx, effortId, from, source),
    )
    if (reason !== null) refuse(source.item_code, reason)
    else if (isAdding) done.added += 1
    else done.updated += 1
  }
  return done
}

/** What the same item takes over; it has the details of its own kind only. */
function patchFrom(source: ItemView) {
  const { item_description, tlf_details, dataset_details, footnotes, acronyms } = contentsOf(source)
  return {
    item_description,
    footnotes,
    acronyms,
    ...(source.item_type === 'TLF' ? { tlf_details } : { dataset_details }),
  }
}

/** Why it could not be done, in a sentence; null when it was. */
function attempt(tx: Transaction, work: () => unknown): string | null {
  try {
    tx.attempt(work)
    return null
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
