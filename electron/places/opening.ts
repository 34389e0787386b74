// From what the person chose to an open place: finds it among the open ones or opens it, and says in sentences why not.
// Nothing is closed here, so that a window keeps what it has until there is something else to show.
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { choice as choiceSchema, type Answer, type Choice, type Place } from '../../shared/desktop.ts'
import type { AskedWorkspace } from '../arguments.ts'
import { configuration, defaultDirectory, throwAwayRoot } from '../configuration.ts'
import { copyForReading, databaseAt, DATABASE_NAME, held } from './copy-for-reading.ts'
import { join } from '../join.ts'
import { openHost, type Joined, type JoinedPlace } from './joined-place.ts'
import type { OpenPlace, Places } from './places.ts'
import { damageOf, refuse } from '../refuse.ts'
import type { Recovery } from '../../shared/recovery.ts'
import type { Memory } from '../settings.ts'
import { makeFolder, removeFolder } from './throw-away.ts'
import { describeCopy, describeWorkspace, openWorkspace, type Workspace } from './workspace-place.ts'

export interface Opened {
  /** Null for the start screen. */
  place: OpenPlace | null
  /** Screen to begin with. */
  route: string
}

export interface OpeningContext {
  places: Places
  memory: Memory
  /** A host ended without having been asked to: is it started again? */
  onCrash: (place: OpenPlace, reason: string) => Promise<'again' | 'down'>
  /** A host has begun or ended to let others in, or somebody came or left. */
  onHosting: () => void
  /** A host was joined by a code: keys that were refused before may be right now. */
  onJoined: () => void
  /** No host is started before. */
  seen: Promise<void>
}

type Extra = Pick<AskedWorkspace, 'port' | 'demo' | 'open' | 'policy'> & { readOnly?: boolean }
type Started = { place: OpenPlace; started: Promise<void> }
const ready = (place: OpenPlace | null, route = '/'): Answer<Opened> => ({ ok: true, value: { place, route } })

export type Opening = ReturnType<typeof createOpening>

export function createOpening({ places, memory, onCrash, onHosting, onJoined, seen }: OpeningContext) {
  /** The open place of this folder, else its host is started. */
  async function workspace(described: Workspace, extra: Partial<Extra> = {}): Promise<Started> {
    await places.closed(described.id)
    const known = places.find(described.id)
    if (known) return { place: known, started: Promise.resolve() }
    const config = { ...configuration(memory.settings().person_name), ...extra }
    const place = openWorkspace(described, config, {
      onCrash: (reason) => onCrash(place, reason),
      onHosting,
      seen,
    })
    places.add(place)
    return { place, started: place.started }
  }

  /** As `workspace`, once its host listens; its folder goes if it is nobody's when that fails. */
  async function listening(
    described: Workspace,
    extra: Partial<Extra> = {},
    shownPath = described.directory,
  ): Promise<Answer<OpenPlace>> {
    const { place, started } = await workspace(described, extra)
    try {
      await started
      return { ok: true, value: place }
    } catch (error) {
      // Its window shows what there is to recover it from.
      if (damageOf(error) && !described.read_only) return { ok: true, value: place }
      places.closeIfUnused(place)
      const reason = error instanceof Error ? error.message : String(error)
      return refuse('failed', reason.replaceAll(path.join(described.directory, DATABASE_NAME), shownPath))
    }
  }

  function joined(place: Joined, invitation: string | null): OpenPlace {
    const known = places.find(place.id) as JoinedPlace | undefined
    known?.update({ address: place.address, invitation })
    if (known) return known
    const opened = openHost(place, invitation)
    places.add(opened)
    return opened
  }

  async function byCode(code: string, address: string | undefined): Promise<Answer<Opened>> {
    const invited = await join(code, address)
    if (!invited.ok) return invited
    const { place, invitation } = invited.value
    // The host at this address has a new key, which the code vouches for: the old one is of no use any more.
    const outdated = memory.recents().filter((known) => known.place.id !== place.id && isAt(known.place, place.address))
    for (const { place: old } of outdated) memory.forget(old.id)
    const answer = await proven(joined(place, invitation))
    onJoined()
    return answer
  }

  /** A host that was joined is shown once its key is proven; until then its windows could call nobody. */
  async function proven(place: OpenPlace): Promise<Answer<Opened>> {
    const answer = await place.connection()
    if (answer.ok) return ready(place)
    places.closeIfUnused(place)
    return answer
  }

  async function demo(): Promise<Answer<Opened>> {
    const directory = makeFolder(throwAwayRoot())
    const described = describeWorkspace(directory, { name: 'Demo study', throw_away: true })
    return toOpened(await listening(described, { demo: true }))
  }

  async function forReading(given: string): Promise<Answer<Opened>> {
    const source = databaseAt(path.resolve(given))
    await places.closed(describeWorkspace(path.dirname(source)).id)
    if (isOpenHere(source)) return held(source)
    const described = describeCopy(source, makeFolder(throwAwayRoot()))
    const copied = copyForReading(source, described.directory)
    if (!copied.ok || places.find(described.id)) await removeFolder(described.directory)
    if (!copied.ok) return copied
    return toOpened(await listening(described, { readOnly: true }, source))
  }

  const isOpenHere = (file: string) =>
    places.all().some((open) => {
      const place = open.place()
      return place.kind === 'workspace' && real(path.join(place.directory, DATABASE_NAME)) === real(file)
    })

  async function recover(id: string, recovery: Recovery): Promise<Answer<Opened>> {
    const place = places.find(id)
    if (!place?.recover) return refuse('invalid', 'This workspace is not open any more. Open it again.')
    try {
      await place.recover(recovery)
      return ready(place, '/backups')
    } catch (error) {
      return refuse('failed', error instanceof Error ? error.message : String(error))
    }
  }

  async function again(place: Place): Promise<Answer<Opened>> {
    if (place.kind === 'joined') return proven(joined(place, null))
    if (!existsSync(place.directory)) {
      return refuse(
        'failed',
        `The folder ${place.directory} is not there any more. Connect the drive it is on, or take it off the list.`,
      )
    }
    return toOpened(await listening(place))
  }

  return {
    /** The workspace that the command line names; `started` rejects when its host cannot start. */
    asked: ({ directory, ...extra }: AskedWorkspace): Promise<Started> =>
      workspace(describeWorkspace(directory), extra),

    /** The place that was opened last, without waiting for it: its window says what is wrong. Null for the start screen. */
    async last(): Promise<OpenPlace | null> {
      const place = memory.last()
      if (!place) return null
      if (place.kind === 'joined') return joined(place, null)
      return existsSync(place.directory) ? (await workspace(place)).place : null
    },

    async choose(given: Choice): Promise<Answer<Opened>> {
      const choice = choiceSchema.parse(given)
      switch (choice.kind) {
        case 'none':
          return ready(null)
        case 'demo':
          return demo()
        case 'workspace': {
          if (choice.person_name !== undefined) memory.change({ person_name: choice.person_name })
          const directory = path.resolve(choice.directory ?? defaultDirectory())
          return toOpened(await listening(describeWorkspace(directory)), choice.host ? '/hosting' : '/')
        }
        case 'join':
          return byCode(choice.code, choice.address)
        case 'read-only':
          return forReading(choice.path)
        case 'recover':
          return recover(choice.id, choice.recovery)
        case 'recent': {
          const known = memory.recents().find(({ place }) => place.id === choice.id)
          return known ? again(known.place) : refuse('invalid', 'This place is not on the list any more.')
        }
      }
    },
  }
}

const toOpened = (answer: Answer<OpenPlace>, route = '/'): Answer<Opened> =>
  answer.ok ? ready(answer.value, route) : answer

const isAt = (place: Place, address: string) => place.kind === 'joined' && place.address === address

function real(file: string): string {
  try {
    return realpathSync.native(file)
  } catch {
    // What is not there is nobody else's file either.
    return path.resolve(file)
  }
}
