// What this person's window remembers on this machine, for each workspace or host on its own: the last effort, which
// branches of the tree are open. Only what has nothing to do with the contents is shared by all of them.
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import type { TrackerRole } from '../../../shared/domain/workflow.ts'
import { useSession } from './session.ts'

/** The key under which something is kept for the place that this window looks at. A browser's storage is one host's own. */
export function placeKey(name: string): string {
  const { place } = useSession()
  return place ? `pearl.${name}@${place.id}` : `pearl.${name}`
}

/** Used once the place is known: a window that opens another one is loaded anew. */
export const usePreferences = defineStore('preferences', () => {
  const lastEffort = useLocalStorage<number | null>(placeKey('last-effort'), null, {
    serializer: { read: (text) => Number(text) || null, write: String },
  })
  const lastTab = useLocalStorage(placeKey('last-tab'), 'TLF')
  const expanded = useLocalStorage<string[]>(placeKey('tree'), [])
  /** The side of the work that the board shows. */
  const boardLane = useLocalStorage<TrackerRole>(placeKey('board-lane'), 'production')
  const treeShown = useLocalStorage('pearl.tree-shown', true)
  return { lastEffort, lastTab, expanded, boardLane, treeShown }
})
