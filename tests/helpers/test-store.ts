// What store tests start from: a migrated workspace in a folder of its own, and rows of every entity that refer to each
// other as in real work. Everything is closed and removed when the test that asked for it ends.
import type Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { knownVersion, migrateDatabase } from '../../server/db/migrate.ts'
import { openDatabase } from '../../server/db/open.ts'
import { createStore, type Store, type StoreOptions, type Transaction } from '../../server/store/store.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Change } from '../../shared/changes.ts'
import { comment } from '../../shared/entities/comment.ts'
import { databaseRelease } from '../../shared/entities/database-release.ts'
import { packageItem, packageItemAcronym, packageItemFootnote } from '../../shared/entities/package-item.ts'
import { itemPackage } from '../../shared/entities/package.ts'
import {
  reportingEffortItem,
  reportingEffortItemAcronym,
  reportingEffortItemFootnote,
} from '../../shared/entities/reporting-effort-item.ts'
import { reportingEffort } from '../../shared/entities/reporting-effort.ts'
import { auditEvent } from '../../shared/entities/audit-event.ts'
import { lintMute } from '../../shared/entities/lint-mute.ts'
import { savedView } from '../../shared/entities/saved-view.ts'
import { study } from '../../shared/entities/study.ts'
import { tag, trackerTag } from '../../shared/entities/tag.ts'
import { textElement } from '../../shared/entities/text-element.ts'
import { tracker } from '../../shared/entities/tracker.ts'
import { user } from '../../shared/entities/user.ts'
import { workspace } from '../../shared/entities/workspace.ts'

export const testActor: Actor = {
  id: 7,
  name: 'ada',
  role: 'ADMIN',
  session_id: 'session-of-ada',
  client_address: '127.0.0.1',
}

/** A new empty folder, removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pearl-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface TestStore {
  directory: string
  db: Database.Database
  store: Store
  /** The batches handed to `publish`, one for each committed transaction that changed something. */
  published: Change[][]
  /** Runs `work` in a transaction of the test's actor. */
  write<T>(work: (tx: Transaction) => T): T
  close(): void
}

/** Opens and migrates a workspace in `directory`, or in a new folder; closed when the test ends. */
export async function openTestStore(
  options: { directory?: string } & Partial<Pick<StoreOptions, 'rules' | 'now'>> = {},
): Promise<TestStore> {
  const directory = options.directory ?? temporaryFolder()
  const db = openDatabase({ directory, knownVersion: knownVersion() })
  onTestFinished(() => void db.close())
  await migrateDatabase(db, { backups: path.join(directory, 'backups') })
  const published: Change[][] = []
  const store = createStore({
    db,
    rules: options.rules ?? [],
    publish: (changes) => published.push([...changes]),
    ...(options.now && { now: options.now }),
  })
  return {
    directory,
    db,
    store,
    published,
    write: (work) => store.transact(testActor, work),
    close: () => db.close(),
  }
}

/** One row of every entity, each referring to the others. */
export function addOneOfEverything(tx: Transaction, name = 'A') {
  const owner = tx.insert(user, { username: `user-${name}`, role: 'EDITOR' })
  const theStudy = tx.insert(study, { study_label: `Study ${name}` })
  const release = tx.insert(databaseRelease, { study_id: theStudy.id, database_release_label: 'Lock' })
  const effort = tx.insert(reportingEffort, {
    study_id: theStudy.id,
    database_release_id: release.id,
    database_release_label: 'Interim',
  })
  const title = tx.insert(textElement, { type: 'title', label: `Title ${name}` })
  const footnote = tx.insert(textElement, { type: 'footnote', label: `Footnote ${name}` })
  const acronym = tx.insert(textElement, { type: 'acronyms_set', label: `AE ${name}` })
  const thePackage = tx.insert(itemPackage, { package_name: `Package ${name}` })
  const content = { item_type: 'TLF', item_subtype: 'Table', item_code: `T-${name}`, title_id: title.id } as const
  const packaged = tx.insert(packageItem, { package_id: thePackage.id, ...content })
  tx.insert(packageItemFootnote, { package_item_id: packaged.id, footnote_id: footnote.id, sequence_number: 1 })
  tx.insert(packageItemAcronym, { package_item_id: packaged.id, acronym_id: acronym.id })
  const item = tx.insert(reportingEffortItem, { reporting_effort_id: effort.id, ...content })
  tx.insert(reportingEffortItemFootnote, {
    reporting_effort_item_id: item.id,
    footnote_id: footnote.id,
    sequence_number: 1,
  })
  tx.insert(reportingEffortItemAcronym, { reporting_effort_item_id: item.id, acronym_id: acronym.id })
  const row = tx.insert(tracker, { reporting_effort_item_id: item.id, production_programmer_id: owner.id })
  const question = tx.insert(comment, { tracker_id: row.id, user_id: owner.id, comment_text: 'Which population?' })
  tx.insert(comment, {
    tracker_id: row.id,
    user_id: owner.id,
    comment_text: 'Safety',
    parent_comment_id: question.id,
  })
  const theTag = tx.insert(tag, { name: `tag-${name}` })
  tx.insert(trackerTag, { tracker_id: row.id, tag_id: theTag.id })
  tx.insert(auditEvent, { kind: 'signed_in', user_id: owner.id, username: `owner of ${name}` })
  tx.insert(lintMute, {
    reporting_effort_item_id: row.reporting_effort_item_id,
    rule: 'missing-title',
    user_id: owner.id,
    reason: 'On purpose.',
  })
  tx.insert(savedView, { owner_id: owner.id, name: `View ${name}`, state: '{}' })
  if (!tx.find(workspace, 1)) tx.insert(workspace, { workspace_name: 'Test' })
  return {
    owner,
    study: theStudy,
    release,
    effort,
    title,
    footnote,
    acronym,
    item,
    tracker: row,
    tag: theTag,
    question,
  }
}
