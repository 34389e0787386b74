// startServer: all that the desktop shell, the command line and the tests import. Opens the workspace, brings it to the
// newest schema, and serves it on loopback until closed.
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Change } from '../shared/changes.ts'
import type { HostingState } from '../shared/actions/hosting.ts'
import { AppError } from '../shared/errors.ts'
import { buildApp } from './app.ts'
import type { ServerConfig } from './config.ts'
import { BACKUPS_FOLDER } from './db/backup.ts'
import { asDamaged } from './db/damaged.ts'
import { knownVersion, migrateDatabase } from './db/migrate.ts'
import { DATABASE_NAME, openDatabase } from './db/open.ts'
import { allRules } from './features/index.ts'
import { createBackups, type Backups } from './features/backups/backups.ts'
import { forgetReplaced, putWorkspace, takeBack } from './features/backups/restore.ts'
import { checkChainSoon } from './features/audit/chain-check.ts'
import { recover } from './features/recovery/recover.ts'
import { loadDemo } from './features/demo/demo.ts'
import { pastOfDemo } from './features/demo/demo-past.ts'
import { createHub, type Hub } from './feed/hub.ts'
import { feedLimits } from './feed/limits.ts'
import type { App } from './http/app-types.ts'
import type { Authentication } from './http/auth/authentication.ts'
import { openAuthentication } from './http/auth/open-authentication.ts'
import { prepareWorkspace, withdrawGeneratedPassword } from './http/auth/prepare-workspace.ts'
import { createHosting } from './hosting/hosting.ts'
import { createSnapshots, type Snapshots } from './http/snapshots.ts'
import { openLog, type Log } from './log.ts'
import { interruptedHosting, resumeHosting } from './http/hosting/resume.ts'
import type { HostingControl } from './http/hosting/routes.ts'
import { createJobs, type Jobs } from './jobs/jobs.ts'
import { createTaskThread, type TaskThread } from './jobs/thread.ts'
import { forgetOldReplies } from './store/idempotency.ts'
import { createStore, type Store } from './store/store.ts'

export type { ServerConfig } from './config.ts'
export type { ThreadMessage } from './thread.ts'

const HOST = '127.0.0.1'

export interface Server {
  /** Origin to open or to join, e.g. `http://127.0.0.1:8000`. */
  url: string
  port: number
  store: Store
  hub: Hub
  snapshots: Snapshots
  backups: Backups
  jobs: Jobs
  /** The password made for the first account, when none was given; to be shown once. */
  generatedPassword: string | null
  /** Whether and how the workspace is shared on the network now. */
  hosting(): HostingState
  /** Calls the listener whenever that changed. */
  onHosting(listener: () => void): void
  /** Finishes what runs, says goodbye to every client, checkpoints and closes the file. */
  close(): Promise<void>
}

/** Reason with which the sockets of other machines are closed (code 1001) while a backup is put in place. */
const FAREWELL_RESTORING = 'a backup is being restored'

/** What outlives the workspace being closed and opened again inside the program, as a restore does it. */
interface Program {
  log: Log
  jobs: Jobs
  thread: TaskThread
  /** Closes the workspace, puts a complete file in its place, and opens it again. */
  replace(file: string): Promise<void>
}

/**
 * Starts a server over the workspace in `config.directory`.
 * @throws DamagedWorkspace when its file is damaged
 * @throws AppError with a sentence when the workspace cannot be opened or the port is taken
 */
export async function startServer(config: ServerConfig): Promise<Server> {
  const log = openLog(config)
  if (config.note) log.warn(config.note)
  const jobs = createJobs((error) => log.error({ err: error }, 'A job failed'))
  const thread = createTaskThread()
  let onHosting = () => {}
  let current: Server
  let replacing: Promise<void> = Promise.resolve()

  async function replace(file: string): Promise<void> {
    const { port } = current
    const { hosting: isHosting, listening, port: hostingPort } = current.hosting()
    const addresses = listening.map(({ address }) => address)
    const again: ServerConfig = { ...config, port, demo: false, hosting: undefined, resumeHosting: false }
    // Hosting ends only for a moment: other machines are not to be told that it has stopped.
    current.hub.closeNetwork(FAREWELL_RESTORING)
    await current.close()
    const opening = { ...again, ...(isHosting && { hosting: { port: hostingPort, addresses } }) }
    const reopen = async () => {
      current = await open(opening, program)
      current.onHosting(() => onHosting())
      onHosting()
    }
    try {
      putWorkspace(file, config.directory)
    } catch (error) {
      await reopen()
      throw error
    }
    try {
      await reopen()
    } catch (error) {
      log.error({ err: error }, 'What was restored does not open; what was there before is put back')
      takeBack(config.directory)
      await reopen()
      throw error
    }
  }
  const program: Program = { log, jobs, thread, replace: (file) => (replacing = replace(file)) }

  try {
    if (config.recovery) log.warn((await recover(config.directory, config.recovery)).detail)
    current = await open(config, program)
  } catch (error) {
    await thread.close()
    throw asDamaged(error, path.join(config.directory, DATABASE_NAME))
  }
  current.onHosting(() => onHosting())
  return {
    url: current.url,
    port: current.port,
    get store() {
      return current.store
    },
    get hub() {
      return current.hub
    },
    get snapshots() {
      return current.snapshots
    },
    get backups() {
      return current.backups
    },
    jobs,
    generatedPassword: current.generatedPassword,
    hosting: () => current.hosting(),
    onHosting(listener) {
      onHosting = listener
    },
    async close() {
      await replacing.catch(() => undefined)
      current.backups.close()
      await Promise.all([jobs.close(), thread.close()])
      await current.close()
      await new Promise<void>((resolve) => log.flush(() => resolve()))
    },
  }
}

/** Opens the workspace and serves it until it is closed. */
async function open(config: ServerConfig, { log, jobs, thread, replace }: Program): Promise<Server> {
  const db = openDatabase({ directory: config.directory, knownVersion: knownVersion() })
  let authentication: Authentication | undefined
  let withdraw: (() => void) | undefined
  let stopBackups: (() => void) | undefined
  let stopCheck: (() => void) | undefined
  try {
    const { from, to } = await migrateDatabase(db, { backups: path.join(config.directory, BACKUPS_FOLDER) })
    if (from !== to) log.info(`Workspace brought from schema ${from} to ${to}`)

    const hub = createHub(log, { ...feedLimits, ...config.feedLimits })
    const publish = (changes: readonly Change[]) => {
      // First who may still listen, then what is to be heard.
      authentication?.follow(changes)
      hub.publish(changes)
    }
    const rules = allRules({ policy: config.policy })
    const past = config.demo ? pastOfDemo(db, rules) : undefined
    const openStore = () => createStore({ db, rules, publish, tell: hub.tellPeople })
    const generatedPassword = await prepareWorkspace(past?.store ?? openStore(), config)
    past?.fill()
    const store = openStore()
    forgetOldReplies(db, new Date())
    if (generatedPassword !== null) withdraw = () => withdrawGeneratedPassword(store)
    const opened = (authentication = openAuthentication(store, config))
    opened.onSessionsEnded(hub.endSessions)
    if (config.demo) loadDemo(store)

    const snapshots = createSnapshots(store)
    const hosting = createHosting({
      directory: config.directory,
      log,
      accept: (socket) => listening.server.emit('connection', socket),
      farewell: hub.closeNetwork,
    })
    const backups = createBackups({
      store,
      directory: config.directory,
      jobs,
      thread,
      log,
      isPassive: config.readOnly === true,
      needsPassword: !config.open && config.launchSecret === undefined,
      replace,
      startDelay: config.backupDelay,
    })
    stopBackups = backups.close
    const endCheck = (stopCheck = checkChainSoon({ db, thread, log, delay: config.chainCheckDelay }))
    const parts = { config, store, hub, hosting, authentication: opened, snapshots, backups, jobs, tasks: thread }
    const { app, control } = await buildApp(parts, log)
    const listening = app
    const port = await listen(app, config.port)
    const url = `http://${HOST}:${port}`
    log.info(`PEARL is ready at ${url}`)
    const interrupted = config.resumeHosting ? interruptedHosting(store) : undefined
    await control.stop()
    if (config.hosting) await startHosting(control, config.hosting, () => app.close())
    else if (interrupted) await resumeHosting(control, interrupted, log)

    forgetReplaced(config.directory)
    return {
      url,
      port,
      store,
      hub,
      snapshots,
      backups,
      jobs,
      generatedPassword,
      hosting: control.state,
      onHosting: hub.onHosting,
      async close() {
        backups.close()
        endCheck()
        await control.stop()
        hub.close()
        await app.close()
        await opened.close()
        db.pragma('wal_checkpoint(TRUNCATE)')
        db.close()
        log.info('PEARL has stopped')
      },
    }
  } catch (error) {
    stopBackups?.()
    stopCheck?.()
    withdraw?.()
    await authentication?.close()
    db.close()
    throw error
  }
}

async function listen(app: App, port: number): Promise<number> {
  try {
    await app.listen({ host: HOST, port, exclusive: true })
  } catch (error) {
    await app.close()
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new AppError(
        'unavailable',
        `Port ${port} is already in use by another program. Close that program or start PEARL with another port (--port N).`,
      )
    }
    throw error
  }
  return (app.server.address() as AddressInfo).port
}

async function startHosting(
  control: HostingControl,
  wanted: NonNullable<ServerConfig['hosting']>,
  giveUp: () => Promise<unknown>,
): Promise<void> {
  try {
    await control.start(wanted)
  } catch (error) {
    await giveUp()
    throw error
  }
}
