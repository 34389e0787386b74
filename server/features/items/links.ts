// The ordered footnotes and the acronyms of an item. A list that is sent replaces the one stored, with as few writes as
// that takes: a link that stays is not written again.
import { AppError } from '../../../shared/errors.ts'
import type { Transaction } from '../../store/store.ts'
import type { ItemFamily } from './family.ts'
import type { TextField } from './text-references.ts'

export interface FootnoteLink {
  footnote_id: number
  /** Place in the list from 1; the place in the list that was sent when absent. */
  sequence_number?: number | null | undefined
}
export interface AcronymLink {
  acronym_id: number
}
export interface ItemLinks {
  footnotes: readonly FootnoteLink[]
  acronyms: readonly AcronymLink[]
}

/** Inserts the links of a new item. */
export function insertLinks(tx: Transaction, family: ItemFamily, itemId: number, links: ItemLinks): void {
  const key = { [family.itemId]: itemId }
  expectOnce(
    'footnote_id',
    links.footnotes.map((link) => link.footnote_id),
  )
  expectOnce(
    'acronym_id',
    links.acronyms.map((link) => link.acronym_id),
  )
  links.footnotes.forEach(({ footnote_id, sequence_number }, index) =>
    tx.insert(family.footnote, { ...key, footnote_id, sequence_number: sequence_number ?? index + 1 }),
  )
  for (const { acronym_id } of links.acronyms) tx.insert(family.acronym, { ...key, acronym_id })
}

/** Makes the links of an item those given; an absent list stays as it is. Tells whether anything was written. */
export function replaceLinks(
  tx: Transaction,
  family: ItemFamily,
  itemId: number,
  links: {
    footnotes?: readonly FootnoteLink[] | null | undefined
    acronyms?: readonly AcronymLink[] | null | undefined
  },
): boolean {
  const footnotes = links.footnotes ? replaceFootnotes(tx, family, itemId, links.footnotes) : 0
  const acronyms = links.acronyms ? replaceAcronyms(tx, family, itemId, links.acronyms) : 0
  return footnotes + acronyms > 0
}

/** Removes every link of an item, so that the item itself can be removed. */
export function removeLinks(tx: Transaction, family: ItemFamily, itemId: number): void {
  replaceLinks(tx, family, itemId, { footnotes: [], acronyms: [] })
}

function replaceFootnotes(
  tx: Transaction,
  family: ItemFamily,
  itemId: number,
  wanted: readonly FootnoteLink[],
): number {
  expectOnce(
    'footnote_id',
    wanted.map((link) => link.footnote_id),
  )
  const stored = tx.rows(family.footnote, `${family.itemId} = ? ORDER BY id`, itemId)
  const kept = new Map(stored.map((link) => [link.footnote_id, link]))
  const ids = new Set(wanted.map((link) => link.footnote_id))
  let writes = 0
  for (const link of stored) {
    if (ids.has(link.footnote_id)) continue
    tx.remove(family.footnote, link.id)
    writes += 1
  }
  wanted.forEach(({ footnote_id, sequence_number }, index) => {
    const place = sequence_number ?? index + 1
    const link = kept.get(footnote_id)
    if (link?.sequence_number === place) return
    if (link) tx.update(family.footnote, link.id, { sequence_number: place })
    else tx.insert(family.footnote, { [family.itemId]: itemId, footnote_id, sequence_number: place })
    writes += 1
  })
  return writes
}

function replaceAcronyms(tx: Transaction, family: ItemFamily, itemId: number, wanted: readonly AcronymLink[]): number {
  expectOnce(
    'acronym_id',
    wanted.map((link) => link.acronym_id),
  )
  const stored = tx.rows(family.acronym, `${family.itemId} = ? ORDER BY id`, itemId)
  const kept = new Set(stored.map((link) => link.acronym_id))
  const ids = new Set(wanted.map((link) => link.acronym_id))
  const gone = stored.filter((link) => !ids.has(link.acronym_id))
  const added = wanted.filter((link) => !kept.has(link.acronym_id))
  for (const link of gone) tx.remove(family.acronym, link.id)
  for (const { acronym_id } of added) tx.insert(family.acronym, { [family.itemId]: itemId, acronym_id })
  return gone.length + added.length
}

function expectOnce(field: TextField, ids: readonly number[]): void {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice === undefined) return
  const list = field === 'footnote_id' ? 'footnotes' : 'acronyms'
  throw new AppError('invalid', `${list}: ${field} ${twice} is listed twice. List each text once.`)
}
