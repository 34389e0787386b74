// Reading and writing the comments of one row. What the host answers goes into the collection at once; a refusal is a
// sentence, and nothing typed is lost.
import { computed, ref } from 'vue'
import type { Comment } from '../../../../../shared/entities/comment.ts'
import { sentenceOf } from '../../../api/api-error.ts'
import { rowOf } from '../../../api/shapes.ts'
import { useCollections } from '../../../stores/collections.ts'
import { useSession } from '../../../stores/session.ts'
import type { TrackerRow } from '../tracker-row.ts'
import { threadsOf } from './threads.ts'

export type CommentKind = 'programming' | 'biostat'

export function useComments(row: () => TrackerRow) {
  const collections = useCollections()
  const session = useSession()
  const busy = ref(false)
  const failure = ref('')
  const threads = computed(() => {
    const tracker = row().tracker
    return tracker ? threadsOf(collections.tracker_comments.rows.values(), tracker.id) : []
  })

  /** True when it was done. */
  async function post(path: string, body?: object): Promise<boolean> {
    busy.value = true
    failure.value = ''
    try {
      const { data } = await session.client.post(path, rowOf<Comment>(), body, { idempotencyKey: crypto.randomUUID() })
      const held = collections.tracker_comments.get(data.id)
      collections.tracker_comments.merge([{ ...held, ...data }])
      return true
    } catch (error) {
      failure.value = sentenceOf(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return {
    threads,
    busy,
    failure,
    write: (text: string, kind: CommentKind, parent: number | null) =>
      post('/tracker-comments/', {
        tracker_id: row().tracker!.id,
        comment_text: text,
        comment_type: kind,
        parent_comment_id: parent,
      }),
    resolve: ({ id, is_resolved }: Comment) => post(`/tracker-comments/${id}/${is_resolved ? 'unresolve' : 'resolve'}`),
  }
}
