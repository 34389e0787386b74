// Answers the search for text elements and the question where one is used.
import { listTextUsages, searchTextElements } from '../../../shared/actions/text-elements.ts'
import { textElement } from '../../../shared/entities/text-element.ts'
import { notFound } from '../../../shared/errors.ts'
import { readRow, readRows } from '../../store/rows.ts'
import { reads } from '../handler.ts'
import { usagesOf } from './usages.ts'

/** `%` and `_` stand for themselves. */
const asPattern = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

export const textElementHandlers = [
  reads(searchTextElements, ({ db }, { query }) =>
    readRows(
      db,
      textElement,
      "label LIKE ? ESCAPE '\\' ORDER BY id LIMIT ? OFFSET ?",
      asPattern(query.q),
      query.limit,
      query.skip,
    ),
  ),
  reads(listTextUsages, ({ db }, { params }) => {
    if (!readRow(db, textElement, params.text_element_id)) throw notFound(textElement.label)
    return usagesOf(db, params.text_element_id)
  }),
]
