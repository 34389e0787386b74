// Loads the demo study into a workspace that holds no study: one transaction through the store, like any import, so it is
// announced and recorded row by row.
import { itemPackage } from '../../../shared/entities/package.ts'
import { packageItem, packageItemAcronym, packageItemFootnote } from '../../../shared/entities/package-item.ts'
import {
  reportingEffortItem,
  reportingEffortItemAcronym,
  reportingEffortItemFootnote,
} from '../../../shared/entities/reporting-effort-item.ts'
import { comment } from '../../../shared/entities/comment.ts'
import { databaseRelease } from '../../../shared/entities/database-release.ts'
import { reportingEffort } from '../../../shared/entities/reporting-effort.ts'
import { study } from '../../../shared/entities/study.ts'
import { tag, trackerTag } from '../../../shared/entities/tag.ts'
import { textElement, type TextElementType } from '../../../shared/entities/text-element.ts'
import { tracker } from '../../../shared/entities/tracker.ts'
import { user } from '../../../shared/entities/user.ts'
import { SYSTEM_ACTOR } from '../../../shared/actor.ts'
import type { ValuesOf } from '../../../shared/entity.ts'
import { AppError } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { deliver } from '../../store/inbox.ts'
import type { Store, Transaction } from '../../store/store.ts'
import { concernsOfComment } from '../comments/index.ts'
import { readDemoData, type DemoData, type DemoItem } from './demo-data.ts'

export interface DemoCounts {
  studies: number
  reporting_efforts: number
  items: number
  packages: number
  text_elements: number
  people: number
}

/** Loads the demo when the workspace is empty; a workspace with a study is left as it is. */
export function loadDemo(store: Store): void {
  if (!hasStudies(store.db)) store.transact(SYSTEM_ACTOR, (tx) => fillWithDemo(tx))
}

/**
 * Fills an empty workspace with the demo study.
 * @throws AppError `in_use` when there are studies already
 */
export function fillWithDemo(tx: Transaction): DemoCounts {
  if (hasStudies(tx.db)) {
    throw new AppError(
      'in_use',
      'The demo study can only be loaded into a workspace without studies. Nothing was changed.',
    )
  }
  const data = readDemoData()
  const people = insertPeople(tx, data)
  const texts = insertTexts(tx, data)
  const items = new Map<string, DemoItem>(
    [...data.tlf_items, ...data.sdtm_datasets, ...data.adam_datasets].map((item) => [item.item_code, item]),
  )
  insertPackages(tx, data, items, texts)
  const efforts = insertTree(tx, data)
  const trackers = insertTrackers(tx, data, { people, texts, items, efforts })
  insertComments(tx, data, people, trackers)
  return {
    studies: data.studies.length,
    reporting_efforts: efforts.size,
    items: data.tracker.length,
    packages: data.packages.length,
    text_elements: texts.size,
    people: people.size,
  }
}

const hasStudies = (db: Transaction['db']) => prepared(db, 'SELECT 1 FROM studies LIMIT 1').get() !== undefined

type Ids = Map<string, number>

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
function insertTree(tx: Transaction, data: DemoData): Ids {
  const efforts: Ids = new Map()
  for (const { study_label, title, phase, therapeutic_area, database_releases } of data.studies) {
    const { id: study_id } = tx.insert(study, { study_label, study_title: title, phase, therapeutic_area })
    for (const { label, date_offset_days, reporting_efforts } of database_releases) {
      const { id: database_release_id } = tx.insert(databaseRelease, {
        study_id,
        database_release_label: label,
        database_release_date: dayFrom(tx.at, date_offset_days),
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

/** The UTC day that lies `offset` days after the moment `at`. */
function dayFrom(at: string, offset: number | null): string | null {
  return offset === null ? null : new Date(Date.parse(at) + offset * 86_400_000).toISOString().slice(0, 10)
}

interface Known {
  people: Ids
  texts: Ids
  items: Map<string, DemoItem>
  efforts: Ids
}

/** Items with their tracker rows; the answer has the trackers by effort label and item code. */
function insertTrackers(tx: Transaction, data: DemoData, { people, texts, items, efforts }: Known): Ids {
  const trackers: Ids = new Map()
  const tags: Ids = new Map(data.tags.map((fields) => [fields.name, tx.insert(tag, fields).id]))
  for (const row of data.tracker) {
    const item = items.get(row.item_code)!
    const { id: reporting_effort_item_id } = tx.insert(reportingEffortItem, {
      reporting_effort_id: efforts.get(pathOf(row.study, row.database_release, row.reporting_effort))!,
      source_type: 'custom',
      ...contentOf(item, texts),
    })
    const { footnotes, acronyms } = linksOf(item, texts)
    footnotes.forEach((footnote_id, index) =>
      tx.insert(reportingEffortItemFootnote, { reporting_effort_item_id, footnote_id, sequence_number: index + 1 }),
    )
    for (const acronym_id of acronyms) tx.insert(reportingEffortItemAcronym, { reporting_effort_item_id, acronym_id })
    const { id: tracker_id } = tx.insert(tracker, {
      reporting_effort_item_id,
      production_programmer_id: people.get(row.production_programmer ?? '') ?? null,
      production_status: row.production_status,
      qc_programmer_id: people.get(row.qc_programmer ?? '') ?? null,
      qc_status: row.qc_status,
      priority: row.priority,
      due_date: dayFrom(tx.at, row.due_offset_days),
      qc_level: row.qc_level === null ? null : `level${row.qc_level}`,
      qc_completion_date: dayFrom(tx.at, row.qc_completion_offset_days),
      in_production_flag: row.in_production,
      unblinded_flag: row.unblinded,
    })
    for (const name of row.tags) tx.insert(trackerTag, { tracker_id, tag_id: tags.get(name)! })
    trackers.set(pathOf(row.reporting_effort, row.item_code), tracker_id)
  }
  return trackers
}

const HOUR = 3_600_000

/** The comments are the program's writing, but people are told of them as if their authors had just written them. */
function insertComments(tx: Transaction, data: DemoData, people: Ids, trackers: Ids): void {
  const owner = tx.rows(user, "role = 'ADMIN' AND is_active = 1 ORDER BY id LIMIT 1")[0]
  const write = (author: string, hours_ago: number, said: Omit<ValuesOf<typeof comment>, 'user_id'>) => {
    const user_id = people.get(author)!
    const comment_text = said.comment_text.replaceAll('{owner}', owner ? `@${owner.username}` : 'Lead')
    const row = tx.insert(comment, { ...said, comment_text, user_id })
    const at = new Date(Date.parse(tx.at) - hours_ago * HOUR).toISOString()
    deliver(tx.db, { actor: { ...SYSTEM_ACTOR, id: user_id, name: author }, at }, concernsOfComment(tx, null, row))
    return row.id
  }
  const oldestFirst = data.comments.toSorted((a, b) => b.hours_ago - a.hours_ago)
  for (const { author, comment_type, text, is_resolved, resolved_by, replies, hours_ago, ...where } of oldestFirst) {
    const tracker_id = trackers.get(pathOf(where.reporting_effort, where.item_code))!
    const parent_comment_id = write(author, hours_ago, {
      tracker_id,
      comment_text: text,
      comment_type,
      is_resolved,
      resolved_by_user_id: people.get(resolved_by ?? '') ?? null,
      resolved_at: is_resolved ? tx.at : null,
    })
    replies.forEach((reply, index) =>
      write(reply.author, hours_ago - index - 1, {
        tracker_id,
        parent_comment_id,
        comment_text: reply.text,
        comment_type,
      }),
    )
  }
}
