// The rows that the demo study is made of, from the file to the store.
import { itemPackage } from '../../../shared/entities/package.ts'
import { packageItem, packageItemAcronym, packageItemFootnote } from '../../../shared/entities/package-item.ts'
import {
  reportingEffortItem,
  reportingEffortItemAcronym,
  reportingEffortItemFootnote,
} from '../../../shared/entities/reporting-effort-item.ts'
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { study } from '../../../shared/entities/study.ts'
import { tag, trackerTag } from '../../../shared/entities/tag.ts'
import { textElement, type TextElementType } from '../../../shared/entities/text-element.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import type { ValuesOf } from '../../../shared/entity.ts'
import type { Transaction } from '../../store/store.ts'
import type { DemoData, DemoItem, DemoRow } from './demo-data.ts'

/** Ids by name. */
export type Ids = Map<string, number>

function insertPeople(tx: Transaction, data: DemoData): Ids {
  return new Map(
    data.users.map((person) => {
      const existing = tx.rows(user, 'username = ?', person.username)[0]
      return [person.username, (existing ?? tx.insert(user, person)).id]
    }),
  )
}

/** Texts by `<type>:<key>`; titles, which have no key, by their wording. */
function insertTexts(tx: Transaction, data: DemoData): Ids {
  const ids: Ids = new Map()
  const add = (type: TextElementType, key: string, label: string, content: string | null = null) => {
    ids.set(`${type}:${key}`, tx.insert(textElement, { type, label, content }).id)
  }
  for (const { key, label, description } of data.text_elements.population_sets)
    add('population_set', key, label, description)
  for (const { key, label } of data.text_elements.ich_categories) add('ich_category', key, label)
  for (const { key, text } of data.text_elements.footnotes) add('footnote', key, text)
  for (const { key, label } of data.text_elements.acronyms) add('acronyms_set', key, label)
  for (const { title } of data.tlf_items) if (!ids.has(`title:${title}`)) add('title', title, title)
  return ids
}

/** The columns of an item that do not depend on where it stands. */
function contentOf(item: DemoItem, texts: Ids) {
  const { item_type, item_subtype, item_code } = item
  if (!('title' in item)) {
    return { item_type, item_subtype, item_code, dataset_label: item.label, sorting_order: item.sorting_order }
  }
  return {
    item_type,
    item_subtype,
    item_code,
    title_id: texts.get(`title:${item.title}`) ?? null,
    population_flag_id: texts.get(`population_set:${item.population}`) ?? null,
    ich_category_id: texts.get(`ich_category:${item.ich_category}`) ?? null,
    sorting_order: item.display_order,
  }
}

/** Ids of the footnotes in order, and of the acronyms, of an item. */
function linksOf(item: DemoItem, texts: Ids): { footnotes: number[]; acronyms: number[] } {
  if (!('title' in item)) return { footnotes: [], acronyms: [] }
  const known = (type: TextElementType, keys: string[]) =>
    keys.map((key) => texts.get(`${type}:${key}`)).filter((id) => id !== undefined)
  return { footnotes: known('footnote', item.footnotes), acronyms: known('acronyms_set', item.acronyms) }
}

function insertPackages(tx: Transaction, data: DemoData, items: Map<string, DemoItem>, texts: Ids): void {
  for (const { tlf, datasets, ...fields } of data.packages) {
    const { id: package_id } = tx.insert(itemPackage, fields)
    for (const code of [...tlf, ...datasets]) {
      const item = items.get(code)!
      const { id: package_item_id } = tx.insert(packageItem, { package_id, ...contentOf(item, texts) })
      const { footnotes, acronyms } = linksOf(item, texts)
      footnotes.forEach((footnote_id, index) =>
        tx.insert(packageItemFootnote, { package_item_id, footnote_id, sequence_number: index + 1 }),
      )
      for (const acronym_id of acronyms) tx.insert(packageItemAcronym, { package_item_id, acronym_id })
    }
  }
}

/** Studies, releases and efforts; the answer has the efforts by their full path. */
function insertTree(tx: Transaction, data: DemoData, at: string): Ids {
  const efforts: Ids = new Map()
  for (const { study_label, title, phase, therapeutic_area, database_releases } of data.studies) {
    const { id: study_id } = tx.insert(study, { study_label, study_title: title, phase, therapeutic_area })
    for (const { label, date_offset_days, reporting_efforts } of database_releases) {
      const { id: database_release_id } = tx.insert(databaseRelease, {
        study_id,
        database_release_label: label,
        database_release_date: dayFrom(at, date_offset_days),
      })
      for (const effort of reporting_efforts) {
        const row = tx.insert(reportingEffort, { study_id, database_release_id, database_release_label: effort.label })
        efforts.set(pathOf(study_label, label, effort.label), row.id)
      }
    }
  }
  return efforts
}

const pathOf = (...labels: string[]) => labels.join(' / ')
const effortOf = (row: DemoRow) => pathOf(row.study, row.database_release, row.reporting_effort)
/** Comments name their row by these two. */
export const keyOf = (row: { reporting_effort: string; item_code: string }) =>
  pathOf(row.reporting_effort, row.item_code)

/** The UTC day that lies `offset` days after the moment `at`. */
export function dayFrom(at: string, offset: number | null): string | null {
  return offset === null ? null : new Date(Date.parse(at) + offset * 86_400_000).toISOString().slice(0, 10)
}

export interface Known {
  people: Ids
  texts: Ids
  items: Map<string, DemoItem>
  efforts: Ids
  tags: Ids
}

const insertTags = (tx: Transaction, data: DemoData): Ids =>
  new Map(data.tags.map((fields) => [fields.name, tx.insert(tag, fields).id]))

/** Everything that items refer to, and where they belong. @param at the moment that offsets of days are counted from */
export function insertGround(tx: Transaction, data: DemoData, at: string): Known {
  const items = new Map<string, DemoItem>(
    [...data.tlf_items, ...data.sdtm_datasets, ...data.adam_datasets].map((item) => [item.item_code, item]),
  )
  const people = insertPeople(tx, data)
  const texts = insertTexts(tx, data)
  insertPackages(tx, data, items, texts)
  return { people, texts, items, efforts: insertTree(tx, data, at), tags: insertTags(tx, data) }
}

/** An item with its tracker row and tags. @returns the id of the tracker row */
export function insertItem(
  tx: Transaction,
  row: DemoRow,
  known: Known,
  state: Partial<ValuesOf<typeof tracker>>,
): number {
  const item = known.items.get(row.item_code)!
  const { id: reporting_effort_item_id } = tx.insert(reportingEffortItem, {
    reporting_effort_id: known.efforts.get(effortOf(row))!,
    source_type: 'custom',
    ...contentOf(item, known.texts),
  })
  const { footnotes, acronyms } = linksOf(item, known.texts)
  footnotes.forEach((footnote_id, index) =>
    tx.insert(reportingEffortItemFootnote, { reporting_effort_item_id, footnote_id, sequence_number: index + 1 }),
  )
  for (const acronym_id of acronyms) tx.insert(reportingEffortItemAcronym, { reporting_effort_item_id, acronym_id })
  const { id: tracker_id } = tx.insert(tracker, {
    reporting_effort_item_id,
    unblinded_flag: row.unblinded,
    ...state,
  })
  for (const name of row.tags) tx.insert(trackerTag, { tracker_id, tag_id: known.tags.get(name)! })
  return tracker_id
}

/** Who has the row, how urgent it is and when it is due. @param at the moment that offsets of days are counted from */
export const planOf = (row: DemoRow, { people }: Pick<Known, 'people'>, at: string) => ({
  production_programmer_id: people.get(row.production_programmer ?? '') ?? null,
  qc_programmer_id: people.get(row.qc_programmer ?? '') ?? null,
  priority: row.priority,
  due_date: dayFrom(at, row.due_offset_days),
  qc_level: row.qc_level === null ? null : (`level${row.qc_level}` as const),
})

/** Texts of comments name the owner of the workspace, whoever that is. */
export function textFor(tx: Transaction): (text: string) => string {
  const owner = tx.rows(user, "role = 'ADMIN' AND is_active = 1 ORDER BY id LIMIT 1")[0]
  return (text) => text.replaceAll('{owner}', owner ? `@${owner.username}` : 'Lead')
}
