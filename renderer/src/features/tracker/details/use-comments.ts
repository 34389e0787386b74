// Reading and writing the comments of one row. What the host answers goes into the collection at once; a refusal is a
// sentence, and nothing typed is lost. What is shown to somebody who looks has been read.
import { useDocumentVisibility } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import type { Comment } from '../../../../../shared/entities/comment.ts'
import { sentenceOf } from '../../../api/api-error.ts'
import { rowOf } from '../../../api/shapes.ts'
import { useCollections } from '../../../stores/collections.ts'
import { useInbox } from '../../../stores/inbox.ts'
import { useReadPositions } from '../../../stores/read-positions.ts'
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

  const inbox = useInbox()
  const positions = useReadPositions()
  const visibility = useDocumentVisibility()
  /** Read up to here before the comments were opened: what is later stays marked as new while they are open. */
  const readBefore = ref<number | null>(null)
  const newest = computed(() =>
    threads.value.reduce((last, { comment, replies }) => Math.max(last, comment.id, replies.at(-1)?.id ?? 0), 0),
  )
  watch(
    () => [row().tracker?.id, positions.ready, newest.value, visibility.value] as const,
    ([tracker, ready, last, seen]) => {
      if (tracker === undefined || !ready) return
      readBefore.value ??= positions.through('comments', tracker)
      if (seen !== 'visible' || last === 0) return
      positions.move('comments', tracker, last)
      const told = inbox.entries.filter(
        ({ tracker_id, comment_id, read }) => tracker_id === tracker && comment_id && !read,
      )
      if (told.length > 0) void inbox.markRead(told.map(({ id }) => id))
    },
    { immediate: true },
  )
  const isNew = ({ id, user_id }: Comment) =>
    readBefore.value !== null && id > readBefore.value && user_id !== session.user?.id

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
    isNew,
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
