// Who else is on the open effort, at which row and in which cell, and what this window says of itself. Nothing of it is kept:
// after a broken line each window says again where it is, and what was heard before is void.
import { useIntervalFn, useThrottleFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { PresenceFrame, PresenceMessage, PresentWindow } from '../../../shared/presence.ts'
import { PRESENCE_KEPT } from '../../../shared/presence.ts'
import { useCollections } from './collections.ts'
import { useConnection } from './connection.ts'
import { useSession } from './session.ts'

/** Between two messages, in milliseconds. */
const SAY_EVERY = 250
/** Colours that tell people apart, beside their initials: `--person-1` to this. */
const COLOURS = 6

/** One person at one place; a person with several windows is one, at the place of the window that moved last. */
export interface Present {
  userId: number
  name: string
  initials: string
  /** Number of the colour, from 1. */
  colour: number
  row: number | null
  field: string | null
}

/** `AB` for `Ann Bell` and for `ann.bell`. */
export const initialsOf = (name: string) =>
  name
    .split(/[\s._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0]!.toUpperCase())
    .join('')

export const usePresence = defineStore('presence', () => {
  const collections = useCollections()
  const connection = useConnection()
  const session = useSession()
  const windows = shallowRef<ReadonlyMap<number, PresentWindow>>(new Map())
  const place = shallowRef<Omit<PresenceMessage, 'action'>>({ effort_id: null, row: null, field: null })
  let say: (message: PresenceMessage) => boolean = () => false

  const speak = () => void say({ action: 'presence', ...place.value })
  const speakSoon = useThrottleFn(speak, SAY_EVERY, true, true)
  useIntervalFn(() => place.value.effort_id !== null && speak(), PRESENCE_KEPT / 3)

  watch(
    () => connection.state,
    (state) => {
      if (state !== 'live') windows.value = new Map()
      else if (place.value.effort_id !== null) speak()
    },
  )

  function nameOf({ user_id, name }: PresentWindow): string {
    const user = user_id === null ? undefined : collections.users.get(user_id)
    return user?.display_name || name
  }

  /** Everybody else on the effort, by name. */
  const others = computed<Present[]>(() => {
    const people = new Map<number, PresentWindow>()
    for (const seen of windows.value.values()) {
      if (seen.user_id === null || seen.user_id === session.user?.id) continue
      const held = people.get(seen.user_id)
      if (!held || seen.since > held.since) people.set(seen.user_id, seen)
    }
    return [...people.values()]
      .map((seen) => {
        const name = nameOf(seen)
        const userId = seen.user_id!
        const { row, field } = seen
        return { userId, name, initials: initialsOf(name), colour: (userId % COLOURS) + 1, row, field }
      })
      .sort((a, b) => a.name.localeCompare(b.name))
  })

  function receive({ effort_id, whole, present, gone }: PresenceFrame['data']) {
    if (effort_id !== place.value.effort_id) return
    const next = new Map(whole ? [] : windows.value)
    for (const id of gone) next.delete(id)
    for (const seen of present) next.set(seen.window, seen)
    windows.value = next
  }

  /** Says where this window is: an effort, a row of it, and the column of the cell that is being edited. */
  function moveTo(effort_id: number | null, row: number | null = null, field: string | null = null) {
    const before = place.value
    if (before.effort_id === effort_id && before.row === row && before.field === field) return
    place.value = { effort_id, row, field }
    if (before.effort_id === effort_id) return void speakSoon()
    windows.value = new Map()
    speak()
  }

  return { others, receive, moveTo, speakWith: (speaker: typeof say) => (say = speaker) }
})
