// The life of the desktop program: one per profile; the window comes first and its host right behind it; and every host has
// closed its workspace before the program ends. What each part does is said in the files imported here.
import { app, BrowserWindow, dialog, powerMonitor, session } from 'electron'
import path from 'node:path'
import { answerWindows } from './answers.ts'
import { readArguments, type Arguments } from './arguments.ts'
import { installCitizen } from './citizen.ts'
import { defaultDirectory, settingsFile, throwAwayRoot } from './configuration.ts'
import { keepBesideProgram } from './carried.ts'
import { keepCrashDumps } from './diagnostics/crash-dumps.ts'
import { createShell } from './create-shell.ts'
import { tell } from './events.ts'
import { createFirstSight } from './windows/first-sight.ts'
import { createFrontDoor } from './front-door.ts'
import { askAfterCrash } from './places/host-crash.ts'
import { checkUnpackedFiles } from './integrity.ts'
import { createLeaving } from './places/leaving.ts'
import { confine, lookUpNoNames } from './network/network.ts'
import { createOpening } from './places/opening.ts'
import { createPlaces, type OpenPlace } from './places/places.ts'
import { damageOf } from './refuse.ts'
import { registerAppScheme, serveBundle } from './protocol.ts'
import { openMemory } from './settings.ts'
import { claimProfile } from './single-instance.ts'
import { sweep } from './places/throw-away.ts'
import { createViews } from './windows/views.ts'
import { watchForWaking } from './network/wake.ts'
import { confinePages } from './windows/windows.ts'

/** What the system asked for before there were windows. */
const early = { links: [] as string[], files: [] as string[] }
let arrive = (asked: Arguments) => {
  early.links.push(...asked.links)
  early.files.push(...asked.files)
}

try {
  keepBesideProgram()
  keepCrashDumps()
  registerAppScheme()
  lookUpNoNames()
  confinePages()
  // Read first, so that what is wrong with it is said by the program that was given it.
  const asked = readArguments(process.argv, {
    applicationFolder: app.getAppPath(),
    isPackaged: app.isPackaged,
    defaultDirectory: defaultDirectory(),
    workingDirectory: process.cwd(),
  })
  if (claimProfile(asked, (later) => arrive(later))) {
    app.on('open-url', (_event, link) => arrive({ workspace: null, links: [link], files: [] }))
    app.on('open-file', (_event, file) => arrive({ workspace: null, links: [], files: [path.resolve(file)] }))
    // Not awaited at the top level: Electron is not ready before this module has been evaluated.
    void app
      .whenReady()
      .then(() => start(asked))
      .catch(giveUp)
  } else app.exit(0)
} catch (error) {
  void app.whenReady().then(() => giveUp(error))
}

async function start(asked: Arguments): Promise<void> {
  if (app.isPackaged) checkUnpackedFiles()
  const memory = openMemory(settingsFile())
  const removeLeftovers = sweep(throwAwayRoot())
  const places = createPlaces()
  const leaving = createLeaving(places, memory, onSettings)
  const onJoined = await confine(session.defaultSession, places)
  const views = createViews(places, memory, leaving.mayClose)
  const onCrash = (place: OpenPlace, reason: string) => askAfterCrash(places, place, reason)
  const firstSight = createFirstSight()
  const opening = createOpening({
    places,
    memory,
    onCrash,
    onHosting: showHosting,
    onJoined,
    seen: firstSight.seen,
  })
  const shell = createShell({ places, memory, views, opening, onRecents: () => citizen.refreshMenu() })
  const door = createFrontDoor({ places, views, opening, shell })

  serveBundle((contentsId) => places.ofContents(contentsId)?.sources() ?? [])
  const citizen = installCitizen(shell, (file) => arrive({ workspace: null, links: [], files: [file] }))
  answerWindows({ memory, shell, onSettings, onRecents: () => citizen.refreshMenu() })

  function onSettings() {
    citizen.follow(memory.settings())
    for (const window of BrowserWindow.getAllWindows()) tell(window, { type: 'settings', settings: memory.settings() })
  }
  /** Loaded when something is first hosted without a window. */
  function showHosting() {
    if (places.kept().length === 0 && !hasTray) return
    hasTray = true
    void import('./notices/tray.ts').then(({ showTray }) =>
      showTray(places.kept(), {
        open: (place) => {
          views.open(place)
          showHosting()
        },
        stop: (place) => void leaving.stop(place).then(afterLast),
      }),
    )
  }
  let hasTray = false

  /** Without windows and without anything hosted there is nothing left to do; on macOS the program lives on. */
  function afterLast() {
    showHosting()
    const isOver = BrowserWindow.getAllWindows().length === 0 && places.kept().length === 0
    if (isOver && process.platform !== 'darwin') app.quit()
  }

  app.on('window-all-closed', afterLast)
  app.on('before-quit', (event) => {
    if (!leaving.mayQuit()) event.preventDefault()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void places.closeAll().finally(() => app.exit(0))
  })
  app.on('activate', () => void door.show())
  powerMonitor.on('shutdown', leaving.quitUnasked)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leaving.quitUnasked)
  watchForWaking(() => {
    for (const window of BrowserWindow.getAllWindows()) tell(window, { type: 'wake' })
  })

  if (asked.workspace) {
    const { place, started } = await opening.asked(asked.workspace)
    firstSight.of(views.open(place))
    await started.catch((error: unknown) => {
      // The window shows what there is to recover a damaged workspace from; nothing else can be shown without a host.
      if (!damageOf(error)) throw error
    })
    shell.remember(place)
  } else firstSight.of(views.open(await opening.last()))

  arrive = (later) => void door.arrive(later).catch((error: Error) => console.error(error.message))
  const waiting = { workspace: null, links: [...asked.links, ...early.links], files: [...asked.files, ...early.files] }
  if (waiting.links.length > 0 || waiting.files.length > 0) arrive(waiting)
  if (memory.complaint !== null) void tellOfSettings(memory.complaint)
  registerAsProtocolClient()
  await removeLeftovers()
}

async function tellOfSettings(complaint: string): Promise<void> {
  console.error(complaint)
  await dialog.showMessageBox({ type: 'warning', title: app.name, message: complaint, buttons: ['OK'] })
}

/** An installed program only: the system would start a working copy without its folder. */
function registerAsProtocolClient(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient('pearl')
}

/** Ends the program with the reason: a sentence of ours as it is, anything else as what it is, a failure. */
function giveUp(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  console.error(reason)
  dialog.showErrorBox('PEARL cannot start', reason)
  app.exit(1)
}
