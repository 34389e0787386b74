// The resources the server offers: a line here gives a subject its five routes and the generic tests.
import type { Resource } from '../resource.ts'
import { itemResource } from './items.ts'
import { lintMuteResource } from './lint-mutes.ts'
import { packageResources } from './packages.ts'
import { savedViewResource } from './saved-views.ts'
import { studyTreeResources } from './study-tree.ts'
import { tagResource } from './tags.ts'
import { textElementResource } from './text-elements.ts'
import { trackerResource } from './tracker.ts'
import { userResource } from './users.ts'

export const resources: readonly Resource[] = [
  ...studyTreeResources,
  textElementResource,
  ...packageResources,
  itemResource,
  trackerResource,
  tagResource,
  userResource,
  savedViewResource,
  lintMuteResource,
]
