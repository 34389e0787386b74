// Every collection of the window, by the name its entity has in change frames. `shared` ones are held whole;
// those of an effort or a package hold the open one only, parents before children.
import { defineStore } from 'pinia'
import type { Comment } from '../../../shared/entities/comment.ts'
import type { DatabaseRelease } from '../../../shared/entities/database-release.ts'
import type {
  ReportingEffortItem,
  ReportingEffortItemAcronym,
  ReportingEffortItemFootnote,
} from '../../../shared/entities/reporting-effort-item.ts'
import type { ReportingEffort } from '../../../shared/entities/reporting-effort.ts'
import type { PackageItem, PackageItemAcronym, PackageItemFootnote } from '../../../shared/entities/package-item.ts'
import type { Package } from '../../../shared/entities/package.ts'
import type { SavedView } from '../../../shared/entities/saved-view.ts'
import type { Study } from '../../../shared/entities/study.ts'
import type { Tag, TrackerTag } from '../../../shared/entities/tag.ts'
import type { TextElement } from '../../../shared/entities/text-element.ts'
import type { Tracker } from '../../../shared/entities/tracker.ts'
import type { Workspace } from '../../../shared/entities/workspace.ts'
import type { User } from '../../../shared/entities/user.ts'
import { createCollection, type Collection } from './collection.ts'
import type { Row } from '../api/shapes.ts'

export const useCollections = defineStore('collections', () => {
  const shared = {
    studies: createCollection<Study>(),
    database_releases: createCollection<DatabaseRelease>(),
    reporting_efforts: createCollection<ReportingEffort>(),
    users: createCollection<User>(),
    text_elements: createCollection<TextElement>(),
    tracker_tags: createCollection<Tag>(),
    saved_views: createCollection<SavedView>(),
    packages: createCollection<Package>(),
    workspace: createCollection<Workspace>(),
  }
  const effort = {
    reporting_effort_items: createCollection<ReportingEffortItem>(),
    reporting_effort_item_footnotes: createCollection<ReportingEffortItemFootnote>(),
    reporting_effort_item_acronyms: createCollection<ReportingEffortItemAcronym>(),
    reporting_effort_item_tracker: createCollection<Tracker>(),
    tracker_comments: createCollection<Comment>(),
    tracker_item_tags: createCollection<TrackerTag>(),
  }
  const ofPackage = {
    package_items: createCollection<PackageItem>(),
    package_item_footnotes: createCollection<PackageItemFootnote>(),
    package_item_acronyms: createCollection<PackageItemAcronym>(),
  }
  return {
    ...shared,
    ...effort,
    ...ofPackage,
    sharedNames: Object.keys(shared),
    effortNames: Object.keys(effort),
    packageNames: Object.keys(ofPackage),
  }
})
export type Collections = ReturnType<typeof useCollections>

/** The collection of that entity, or undefined for an entity that this window does not hold. */
export function collectionOf(collections: Collections, entity: string): Collection<Row> | undefined {
  const { sharedNames, effortNames, packageNames } = collections
  const known = [sharedNames, effortNames, packageNames].some((names) => names.includes(entity))
  return known ? (collections as unknown as Record<string, Collection<Row>>)[entity] : undefined
}
