// Texts, people and owners of items for tests, with ids that a table of steps can name.
import { SYSTEM_ACTOR } from '../../shared/actor.ts'
import { databaseRelease } from '../../shared/entities/database-release.ts'
import { itemPackage } from '../../shared/entities/package.ts'
import { reportingEffort } from '../../shared/entities/reporting-effort.ts'
import { study } from '../../shared/entities/study.ts'
import { textElement, type TextElementType } from '../../shared/entities/text-element.ts'
import { user } from '../../shared/entities/user.ts'
import type { Host } from './host.ts'

/** The seeded texts; the id is the place in the list, from 1. */
const texts: [TextElementType, string][] = [
  ['title', 'Demographics'],
  ['title', 'Adverse Events'],
  ['footnote', 'Percentages are of the safety set.'],
  ['footnote', 'Coded with MedDRA.'],
  ['footnote', 'Source: ADSL.'],
  ['population_set', 'Safety'],
  ['acronyms_set', 'AE'],
  ['acronyms_set', 'SAE'],
  ['ich_category', '14.1'],
]

/** Inserts nine texts: titles 1 and 2, footnotes 3 to 5, population 6, acronyms 7 and 8, ICH category 9. */
export function seedTexts(host: Host): void {
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    for (const [type, label] of texts) tx.insert(textElement, { type, label })
  })
}

/** Inserts editors with these names; the owner of the workspace is user 1, so they are 2, 3, ... */
export function seedPeople(host: Host, names: readonly string[], values: { is_active?: boolean } = {}): void {
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    for (const username of names) tx.insert(user, { username, role: 'EDITOR', ...values })
  })
}

/** Inserts study 1, release 1 and an effort for each label, ids from 1. */
export function seedEfforts(host: Host, labels: readonly string[]): void {
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    const { id: study_id } = tx.insert(study, { study_label: 'STUDY-1' })
    const { id: database_release_id } = tx.insert(databaseRelease, { study_id, database_release_label: 'LOCK' })
    for (const database_release_label of labels) {
      tx.insert(reportingEffort, { study_id, database_release_id, database_release_label })
    }
  })
}

/** Inserts packages with these names, ids from 1. */
export function seedPackages(host: Host, names: readonly string[]): void {
  host.server.store.transact(SYSTEM_ACTOR, (tx) => {
    for (const package_name of names) tx.insert(itemPackage, { package_name })
  })
}
