// Items refer to text elements by id. What is referred to must exist and be of the kind the field is for: a footnote is
// never a title (protocol 5.5).
import type { TextElementType } from '../../../shared/entities/text-element.ts'
import { AppError } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import type { Transaction } from '../../store/store.ts'

/** The kind of text each field holds. */
export const textFields = {
  title_id: 'title',
  population_flag_id: 'population_set',
  ich_category_id: 'ich_category',
  footnote_id: 'footnote',
  acronym_id: 'acronyms_set',
} as const satisfies Record<string, TextElementType>
export type TextField = keyof typeof textFields

/** @throws AppError `invalid` naming the field when the text does not exist or is of another kind */
export function expectText(tx: Transaction, field: TextField, id: number): void {
  const type = prepared<TextElementType>(tx.db, 'SELECT type FROM text_elements WHERE id = +?').pluck().get(id)
  const wanted = textFields[field]
  if (type === wanted) return
  throw new AppError(
    'invalid',
    type
      ? `${field}: text element ${id} is of type ${type}, but this field takes one of type ${wanted}. Choose another one.`
      : `${field}: there is no text element with id ${id}. Choose an existing one of type ${wanted}.`,
  )
}
