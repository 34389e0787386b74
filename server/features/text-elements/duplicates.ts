// Finds the text element that a wording already exists as. Looked up through the index over the blank-free, upper-cased
// label; SQLite upper-cases only a to z, so the letters beyond are tried as written, all small and all capital.
import { isSameLabel } from '../../../shared/domain/labels.ts'
import { textElement, type TextElement, type TextElementType } from '../../../shared/entities/text-element.ts'
import type { Transaction } from '../../store/store.ts'

/** What SQLite makes of a label in `upper(replace(label, ' ', ''))`. */
function indexed(label: string): string {
  const text = label.replaceAll(' ', '')
  // Almost every label is plain; letter by letter costs fifty times as much.
  return /[^ -~]/.test(text) ? text.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : text.toUpperCase()
}

/** The oldest text element of that type whose label is the same but for blanks and letter case (protocol 5.1). */
export function findSameText(tx: Transaction, type: TextElementType, label: string): TextElement | undefined {
  const candidates = tx.rows(
    textElement,
    "type = +? AND upper(replace(label, ' ', '')) IN (+?, +?, +?) ORDER BY id",
    type,
    indexed(label),
    indexed(label.toLowerCase()),
    indexed(label.toUpperCase()),
  )
  return candidates.find((candidate) => isSameLabel(candidate.label, label))
}
