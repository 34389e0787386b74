// A workspace kept on this machine, open in this program: its host, its launch secret, and what happens when the host ends
// without having been asked to.
import { createHash, randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { ServerConfig } from '../../server/index.ts'
import type { Answer, Connection, Place } from '../../shared/desktop.ts'
import type { Recovery } from '../../shared/recovery.ts'
import { DATABASE_NAME } from './copy-for-reading.ts'
import { startHost, type Host, type HostingReport } from '../host.ts'
import type { OpenPlace } from './places.ts'
import { damageOf, refuse } from '../refuse.ts'
import { removeFolder } from './throw-away.ts'

export type Workspace = Extract<Place, { kind: 'workspace' }>

/** A page may call the port that its host took; electron/network/network.ts narrows this to that one port. */
const LOOPBACK = ['http://127.0.0.1:*', 'ws://127.0.0.1:*']

export interface WorkspaceListeners {
  /** Decides what follows: the host is started again, or it stays down. */
  onCrash: (reason: string) => Promise<'again' | 'down'>
  /** The host has begun or ended to let others in, or somebody came or left. */
  onHosting: () => void
  /** The host is not started before. */
  seen: Promise<void>
}

/** @param kind marks a place that is not the person's own to keep */
export function describeWorkspace(directory: string, kind: Partial<Omit<Workspace, 'kind'>> = {}): Workspace {
  return {
    kind: 'workspace',
    id: idOf(directory),
    name: path.basename(directory),
    directory,
    read_only: false,
    throw_away: false,
    ...kind,
  }
}

/** A copy of `source` in a folder of its own; the same source is the same place. */
export function describeCopy(source: string, folder: string): Workspace {
  const name = path.basename(source) === DATABASE_NAME ? path.basename(path.dirname(source)) : path.basename(source)
  return describeWorkspace(folder, { id: `copy-${idOf(source)}`, name, read_only: true })
}

/** Opens a workspace: its host starts once the program has shown itself. `started` rejects with an AppError when it cannot. */
export function openWorkspace(
  place: Workspace,
  config: Omit<ServerConfig, 'directory' | 'launchSecret'>,
  listeners: WorkspaceListeners,
): OpenPlace & { started: Promise<void> } {
  /** Known to this process and its windows only; whoever presents it acts as the workspace's owner. */
  const launchSecret = randomBytes(32).toString('base64url')
  const isTemporary = place.throw_away || place.read_only
  let hosting: Promise<Host> | undefined
  let origin: string | undefined
  let report: HostingReport | null = null
  let isClosed = false
  /** After a crash, until the person has decided. */
  let isDown = false

  function setReport(next: HostingReport | null) {
    report = next
    listeners.onHosting()
  }

  function start(recovery?: Recovery): Promise<Host> {
    const starting = listeners.seen.then(() =>
      startHost(
        { ...config, directory: place.directory, launchSecret, resumeHosting: !isTemporary, recovery },
        { onCrash: (reason) => void afterCrash(reason), onHosting: setReport },
      ),
    )
    hosting = starting
    void starting.then(
      ({ url }) => {
        origin = url
        if (!isClosed) console.log(`PEARL is ready at ${url}`)
      },
      () => {
        if (hosting === starting) hosting = undefined
      },
    )
    return starting
  }

  /** Everything acknowledged is on disk, so starting again is safe; the windows ask for their host anew by themselves. */
  async function afterCrash(reason: string) {
    hosting = undefined
    origin = undefined
    isDown = true
    console.error(reason)
    setReport(null)
    if ((await listeners.onCrash(reason)) === 'down' || isClosed) return
    isDown = false
    await start().catch((error: Error) => console.error(error.message))
  }
  async function connection(): Promise<Answer<Connection>> {
    if (isClosed || isDown) return refuse('unreachable', 'The part of PEARL that keeps this workspace is not running.')
    try {
      const { url } = await (hosting ?? start())
      return { ok: true, value: { base_url: url, token: launchSecret, place, invitation: null } }
    } catch (error) {
      const refused = refuse('failed', error instanceof Error ? error.message : String(error))
      const damage = isTemporary ? undefined : damageOf(error)
      return damage ? { ok: false, refusal: { ...refused.refusal, code: 'damaged', damage } } : refused
    }
  }

  const started = start().then(() => undefined)
  // Whoever opened the place hears of it; connection() tells the window.
  started.catch(() => undefined)

  return {
    place: () => place,
    started,
    connection,
    origin: () => origin,
    sources: () => LOOPBACK,
    pin: () => null,
    hosting: () => report,
    async recover(recovery) {
      // It is waited for first: a host that does run has nothing to recover.
      if (await hosting?.catch(() => undefined)) return
      await start(recovery)
    },
    async close() {
      isClosed = true
      const closing = hosting
      hosting = undefined
      origin = undefined
      report = null
      // A host that never started has said why where it was started.
      await closing?.then((host) => host.stop()).catch(() => undefined)
      if (isTemporary) await removeFolder(place.directory)
    },
  }
}

/** The same for every spelling of a folder's path. */
function idOf(directory: string): string {
  let real = path.resolve(directory)
  try {
    real = realpathSync.native(directory)
  } catch {
    // A folder that is not there yet is made where it was named.
  }
  return `workspace-${createHash('sha256').update(real).digest('hex').slice(0, 16)}`
}
