// The list that makes an entity exist: parents before children, so that a copy or a replay can insert in this order and
// remove in the reverse. Adding a line here (and a migration) is all the store, the feed and the generic tests need.
import { auditEvent } from './audit-event.ts'
import { comment } from './comment.ts'
import { databaseRelease } from './database-release.ts'
import { packageItem, packageItemAcronym, packageItemFootnote } from './package-item.ts'
import { lintMute } from './lint-mute.ts'
import { itemPackage } from './package.ts'
import {
  reportingEffortItem,
  reportingEffortItemAcronym,
  reportingEffortItemFootnote,
} from './reporting-effort-item.ts'
import { reportingEffort } from './reporting-effort.ts'
import { savedView } from './saved-view.ts'
import { study } from './study.ts'
import { tag, trackerTag } from './tag.ts'
import { textElement } from './text-element.ts'
import { tracker } from './tracker.ts'
import { user } from './user.ts'
import { workspace } from './workspace.ts'

export const entities = [
  workspace,
  user,
  study,
  databaseRelease,
  reportingEffort,
  textElement,
  itemPackage,
  packageItem,
  packageItemFootnote,
  packageItemAcronym,
  reportingEffortItem,
  reportingEffortItemFootnote,
  reportingEffortItemAcronym,
  lintMute,
  tracker,
  comment,
  tag,
  trackerTag,
  savedView,
  auditEvent,
] as const

export type EntityName = string
const byName = new Map(entities.map((entity) => [entity.name, entity]))

/** The entity of that name, or undefined for a name no version of this program knows. */
export function findEntity(name: string) {
  return byName.get(name)
}
