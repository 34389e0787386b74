// Texts of an upload, which come as wording and not as ids: each is looked up once, found as the same wording that exists
// (blanks and letter case do not count, protocol 5.1), or created and announced.
import { normalLabel } from '../../../shared/domain/labels.ts'
import { textElement, type TextElementType } from '../../../shared/entities/text-element.ts'
import type { Transaction } from '../../store/store.ts'
import { findSameText } from '../text-elements/duplicates.ts'

export interface TextsOfUpload {
  /** The id of that text; null for no or an empty wording. */
  one(type: TextElementType, label: string | null | undefined): number | null
  /** The ids of these texts in their order, each once. */
  all(type: TextElementType, labels: readonly string[]): number[]
  /** To be called when rows were undone: texts created with them may be gone. */
  forget(): void
}

/** Opens the texts for one upload. */
export function textsOfUpload(tx: Transaction): TextsOfUpload {
  const known = new Map<string, number>()

  function idOf(type: TextElementType, label: string): number {
    const key = `${type}:${normalLabel(label)}`
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const { id } = findSameText(tx, type, label) ?? tx.insert(textElement, { type, label })
    known.set(key, id)
    return id
  }

  return {
    one: (type, label) => (label ? idOf(type, label) : null),
    all: (type, labels) => [...new Set(labels.filter((label) => label !== '').map((label) => idOf(type, label)))],
    forget: () => known.clear(),
  }
}
