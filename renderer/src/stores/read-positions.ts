// How far this person has read: the comments of each row, the activity of each effort. Moved forward here at once and kept by
// the host, so that what was read in one window is read in all.
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { z } from 'zod'
import { readPosition, type ReadPosition } from '../../../shared/actions/inbox.ts'
import { EVERYWHERE, type ReadKind } from '../../../shared/domain/read-positions.ts'
import { ApiError } from '../api/api-error.ts'
import { useSession } from './session.ts'
import { steadyFields, steadyMap } from './steady.ts'

const keyOf = ({ kind, subject_id }: Pick<ReadPosition, 'kind' | 'subject_id'>) => `${kind} ${subject_id}`

export const useReadPositions = defineStore('read-positions', () => {
  const session = useSession()
  const positions = shallowRef<ReadonlyMap<string, ReadPosition>>(new Map())
  const ready = computed(() => positions.value.size > 0)

  const at = (kind: ReadKind, subject_id: number) => positions.value.get(keyOf({ kind, subject_id }))
  /** Read up to here; while that is not known, everything counts as read. */
  function through(kind: ReadKind, subjectId: number): number {
    const everywhere = at(kind, EVERYWHERE)?.position ?? Number.MAX_SAFE_INTEGER
    return Math.max(everywhere, at(kind, subjectId)?.position ?? 0)
  }
  /** When this person last looked at it; null when never. */
  function readAt(kind: ReadKind, subjectId: number): string | null {
    const times = [at(kind, subjectId)?.at, at(kind, EVERYWHERE)?.at].filter((time) => time != null)
    return times.sort().at(-1) ?? null
  }

  /** Without an answer the line is broken, which is said elsewhere; what was known stays. */
  async function load() {
    try {
      const { data } = await session.client.get('/read-positions', z.array(readPosition))
      const before = positions.value
      const entries = data.map((position) => [keyOf(position), position] as const)
      const now = new Map(entries.map(([key, position]) => [key, steadyFields(before.get(key), position)]))
      positions.value = steadyMap(before, now)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  async function move(kind: ReadKind, subject_id: number, position: number) {
    if (!ready.value || position <= through(kind, subject_id)) return
    const moved: ReadPosition = { kind, subject_id, position, at: new Date().toISOString() }
    positions.value = new Map(positions.value).set(keyOf(moved), moved)
    if (session.readOnlyCopy) return
    try {
      await session.client.put('/read-positions', readPosition, { body: { kind, subject_id, position } })
    } catch (error) {
      // Read here all the same; the host hears of it with the next one.
      if (!(error instanceof ApiError)) throw error
    }
  }

  return {
    ready,
    through,
    readAt,
    load,
    move: (kind: ReadKind, subjectId: number, position: number) => void move(kind, subjectId, position),
    end: () => void (positions.value = new Map()),
  }
})
