// The items of a reporting effort in words: titles, footnotes and the like written out, in the order of a clinical study
// report. Outputs go by ICH category, then by number; datasets by run order, then by name.
import type Database from 'better-sqlite3'
import { sectionOf } from '../../../shared/domain/ich-section.ts'
import { naturalKey } from '../../../shared/domain/natural-order.ts'
import { prepared } from '../../db/statements.ts'
import { effortFamily } from '../items/family.ts'
import { listItems } from '../items/views.ts'

export interface Output {
  id: number
  code: string
  type: string
  title: string
  population: string
  ich_category: string
  footnotes: string[]
  acronyms: string[]
}
export interface Dataset {
  id: number
  name: string
  type: string
  label: string
  run_order: number | null
}
export interface EffortContents {
  outputs: Output[]
  datasets: Dataset[]
}

/** Sorts behind every category. */
const WITHOUT_CATEGORY = '\uffff'

/** @param effortId an effort that exists */
export function readContents(db: Database.Database, effortId: number): EffortContents {
  const texts = new Map(
    prepared<{ id: number; label: string }>(db, 'SELECT id, label FROM text_elements')
      .all()
      .map(({ id, label }) => [id, label]),
  )
  const textOf = (id: number | null) => (id === null ? '' : (texts.get(id) ?? ''))
  const items = listItems(db, effortFamily, { ownerId: effortId })
  const outputs = items
    .filter(({ item_type }) => item_type === 'TLF')
    .map((item): Output => ({
      id: item.id,
      code: item.item_code,
      type: item.item_subtype,
      title: textOf(item.title_id),
      population: textOf(item.population_flag_id),
      ich_category: textOf(item.ich_category_id),
      footnotes: item.footnotes.map(({ footnote_id }) => textOf(footnote_id)),
      acronyms: item.acronyms.map(({ acronym_id }) => textOf(acronym_id)).sort(),
    }))
  const datasets = items
    .filter(({ item_type }) => item_type === 'Dataset')
    .map((item): Dataset => ({
      id: item.id,
      name: item.item_code,
      type: item.item_subtype,
      label: item.dataset_label ?? '',
      run_order: item.sorting_order,
    }))
  return {
    outputs: inOrder(outputs, ({ ich_category, type, code }) => [
      ich_category ? naturalKey(sectionOf(ich_category) ?? ich_category) : WITHOUT_CATEGORY,
      naturalKey(code),
      type,
    ]),
    datasets: inOrder(datasets, ({ type, run_order, name }) => [
      type === 'SDTM' ? '0' : '1',
      run_order === null ? WITHOUT_CATEGORY : String(run_order).padStart(10, '0'),
      naturalKey(name),
    ]),
  }
}

function inOrder<T>(rows: readonly T[], keysOf: (row: T) => readonly string[]): T[] {
  return rows
    .map((row) => ({ row, key: keysOf(row).join('\u0001') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)
}
