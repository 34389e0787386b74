// Where something that the host found is opened, and how it is listed.
import type { RouteLocationRaw } from 'vue-router'
import type { HitKind, SearchHit } from '../../../../shared/actions/search.ts'
import type { Piece } from '../../../../shared/domain/excerpt.ts'
import { itemLink } from '../../composables/item-link.ts'

export const hitIcons: Readonly<Record<HitKind, string>> = {
  studies: 'i-lucide-folder',
  database_releases: 'i-lucide-database',
  reporting_efforts: 'i-lucide-table-2',
  packages: 'i-lucide-package',
  reporting_effort_items: 'i-lucide-file-text',
  package_items: 'i-lucide-package-open',
  text_elements: 'i-lucide-type',
  users: 'i-lucide-user',
  tracker_comments: 'i-lucide-message-square',
}

/** @param tab the tab that trackers are opened with */
export function placeOf(hit: SearchHit, tab: string): RouteLocationRaw {
  const { kind, id, type, item_type, item_subtype, reporting_effort_id, package_id, item_id } = hit
  if (kind === 'studies') return { name: 'studies', query: { show: `study-${id}` } }
  if (kind === 'database_releases') return { name: 'studies', query: { show: `release-${id}` } }
  if (kind === 'text_elements') return { name: 'texts', params: { type: type ?? 'title' }, query: { text: String(id) } }
  if (kind === 'users') return { name: 'work', query: { person: String(id) } }
  if (kind === 'packages') return { name: 'packages', params: { id } }
  if (kind === 'package_items')
    return { name: 'packages', params: { id: package_id ?? '' }, query: { item: String(id) } }
  if (reporting_effort_id === null || item_id === null) {
    return { name: 'effort', params: { id: reporting_effort_id ?? id, tab } }
  }
  const place = { reporting_effort_id, item_type: item_type ?? '', item_subtype: item_subtype ?? '' }
  return itemLink(place, item_id, kind === 'tracker_comments' ? id : undefined)
}

export const textOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')
