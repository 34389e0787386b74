// Who is at which effort, row and cell, as their windows say. It lives in memory only: nothing here reaches the store or the
// log of changes. A window that says more than a few things a second is told of a few times a second; one that cannot keep
// up gets the whole picture later instead of each step.
import { PRESENCE_KEPT, type PresenceMessage, type PresentWindow } from '../../shared/presence.ts'
import type { Member } from './hub.ts'

/** Between two announcements of one window, in milliseconds. */
export const ANNOUNCE_EVERY = 150
const TICK = 1_000

interface Place extends PresentWindow {
  member: Member
  effort_id: number
  /** Times of the clock, in milliseconds. */
  heardAt: number
  announcedAt: number
  announcing: NodeJS.Timeout | undefined
  /** Missed announcements because its line was full. */
  stale: boolean
}

export interface Presence {
  /** What a window says of itself; null effort: it has left. */
  say(member: Member, message: PresenceMessage): void
  leave(member: Member): void
  close(): void
}

export function createPresence(): Presence {
  const places = new Map<Member, Place>()
  let lastWindow = 0

  const timer = setInterval(() => {
    const now = Date.now()
    for (const place of places.values()) {
      if (now - place.heardAt > PRESENCE_KEPT) leave(place.member)
      else if (place.stale && !place.member.isBehind) sendWhole(place)
    }
  }, TICK)
  timer.unref()

  const shown = ({ window, user_id, name, row, field, since }: Place): PresentWindow => ({
    window,
    user_id,
    name,
    row,
    field,
    since,
  })
  const others = ({ effort_id, window }: Place) =>
    [...places.values()].filter((other) => other.effort_id === effort_id && other.window !== window)

  function sendWhole(place: Place): void {
    place.stale = false
    const { effort_id, member } = place
    const present = others(place).map(shown)
    member.send({ type: 'presence', data: { effort_id, whole: true, present, gone: [] } })
  }

  function tellOthers(place: Place, change: { present: PresentWindow[]; gone: number[] }): void {
    for (const other of others(place)) {
      if (other.member.isBehind) other.stale = true
      else other.member.send({ type: 'presence', data: { effort_id: place.effort_id, whole: false, ...change } })
    }
  }

  function announce(place: Place): void {
    place.announcing = undefined
    place.announcedAt = Date.now()
    tellOthers(place, { present: [shown(place)], gone: [] })
  }

  function announceSoon(place: Place): void {
    if (place.announcing) return
    const wait = place.announcedAt + ANNOUNCE_EVERY - Date.now()
    if (wait <= 0) announce(place)
    else place.announcing = setTimeout(() => announce(place), wait).unref()
  }

  function leave(member: Member): void {
    const place = places.get(member)
    if (!place) return
    clearTimeout(place.announcing)
    places.delete(member)
    tellOthers(place, { present: [], gone: [place.window] })
  }

  function enter(member: Member, effort_id: number, { row, field }: PresenceMessage): void {
    leave(member)
    const now = new Date()
    const place: Place = {
      member,
      effort_id,
      window: (lastWindow += 1),
      user_id: member.actor.id,
      name: member.actor.name,
      row,
      field,
      since: now.toISOString(),
      heardAt: now.getTime(),
      announcedAt: 0,
      announcing: undefined,
      stale: false,
    }
    places.set(member, place)
    sendWhole(place)
    announce(place)
  }

  return {
    say(member, message) {
      const { effort_id, row, field } = message
      const place = places.get(member)
      if (effort_id === null) return leave(member)
      if (place?.effort_id !== effort_id) return enter(member, effort_id, message)
      place.heardAt = Date.now()
      if (place.row === row && place.field === field) return
      Object.assign(place, { row, field, since: new Date(place.heardAt).toISOString() })
      announceSoon(place)
    },
    leave,
    close: () => clearInterval(timer),
  }
}
