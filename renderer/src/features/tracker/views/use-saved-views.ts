// The saved views a person can use, and what can be done with them. Each write says how it went: null when it was done,
// else the host's sentence.
import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'
import type { SavedView } from '../../../../../shared/entities/saved-view.ts'
import { sentenceOf } from '../../../api/api-error.ts'
import { useCollections } from '../../../stores/collections.ts'
import { placeKey } from '../../../stores/preferences.ts'
import { useSession } from '../../../stores/session.ts'
import { useWriting } from '../../../stores/writing.ts'

export function useSavedViews() {
  const collections = useCollections()
  const session = useSession()
  const writing = useWriting()
  const defaultId = useLocalStorage<number | null>(placeKey('tracker-default-view'), null, {
    serializer: { read: (text) => Number(text) || null, write: String },
  })

  const byName = computed(() =>
    [...collections.saved_views.rows.values()].sort((a, b) => a.name.localeCompare(b.name, 'en')),
  )
  const isMine = ({ owner_id }: SavedView) => owner_id === session.user?.id

  async function tell(work: () => Promise<unknown>): Promise<string | null> {
    try {
      await work()
      return null
    } catch (error) {
      return sentenceOf(error)
    }
  }

  return {
    mine: computed(() => byName.value.filter(isMine)),
    shared: computed(() => byName.value.filter((view) => view.is_shared && !isMine(view))),
    defaultId,
    isMine,
    get: (id: number | null) => collections.saved_views.get(id),
    async create(name: string, is_shared: boolean, state: string): Promise<SavedView | string> {
      let made: SavedView | undefined
      const body = { name, is_shared, state }
      const refusal = await tell(
        async () => (made = await writing.create<SavedView>('saved_views', body, crypto.randomUUID())),
      )
      return made ?? refusal!
    },
    update: (view: SavedView, patch: Partial<Pick<SavedView, 'name' | 'is_shared' | 'state'>>) =>
      tell(() => writing.update('saved_views', view, patch, crypto.randomUUID())),
    remove: (view: SavedView) => tell(() => writing.remove('saved_views', view, crypto.randomUUID())),
  }
}
