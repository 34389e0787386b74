// A desktop program that a browser's window believes in: `window.pearl` as shared/desktop.ts says, answering what a test
// gives it and remembering what it was asked. What the real shell does is tested on the real one (tests/electron).
import type { Page } from '@playwright/test'
import type {
  Answer,
  Choice,
  Connection,
  FoundHost,
  Notice,
  Recent,
  Refusal,
  Settings,
  ShellEvent,
  Start,
} from '../../shared/desktop.ts'

export interface ShellState {
  /** `origin` stands for the host that serves the page. */
  place: Start['place']
  invitation?: string | null
  recents?: Recent[]
  personName?: string
  /** Why the window does not get at its place. */
  refusedConnection?: Refusal
  /** Why `open` refuses, by kind of choice. */
  refusedChoices?: Partial<Record<Choice['kind'], Refusal>>
  found?: FoundHost[]
}
export interface Asked {
  opened: Choice[]
  forgotten: string[]
  notices: Notice[]
  badges: number[]
  commands: string[]
  discoveries: number
}

interface FakeWindow {
  asked: Asked
  shell: ShellState
  emit: (event: ShellEvent) => void
}

/** Call before the page is opened. */
export async function installShell(page: Page, state: ShellState): Promise<void> {
  await page.addInitScript((given: ShellState) => {
    const fake = window as unknown as FakeWindow
    const listeners = new Set<(event: ShellEvent) => void>()
    const settingsKey = 'fake-shell-settings'
    const first: Settings = {
      person_name: given.personName ?? 'Ada Bright',
      notifications: {
        assigned: true,
        qc_failed: true,
        mentioned: true,
        due_tomorrow: true,
        access_requested: true,
        host_stopped: true,
      },
      when_host_closes: 'ask',
      spell_check: true,
    }
    // Read when asked for: a page without an origin has no storage.
    const readSettings = () => JSON.parse(localStorage.getItem(settingsKey) ?? JSON.stringify(first)) as Settings
    let recents = given.recents ?? []
    fake.asked = { opened: [], forgotten: [], notices: [], badges: [], commands: [], discoveries: 0 }
    fake.shell = given
    fake.emit = (event) => listeners.forEach((listener) => listener(event))
    const start = (): Start => ({
      place: fake.shell.place,
      recents,
      person_name: readSettings().person_name,
      default_directory: '/home/ada/PEARL',
      platform: 'linux',
      version: '1.2.3',
    })
    const refused = (refusal: Refusal) => Promise.resolve({ ok: false as const, refusal })
    const done = <T>(value: T): Promise<Answer<T>> => Promise.resolve({ ok: true, value })
    window.pearl = {
      connection() {
        const { place, refusedConnection, invitation = null } = fake.shell
        if (refusedConnection) return refused(refusedConnection)
        if (!place) return refused({ code: 'no_place', detail: 'Nothing is open in this window yet.' })
        return done<Connection>({ base_url: location.origin, token: null, place, invitation })
      },
      start: () => Promise.resolve(start()),
      open(choice) {
        fake.asked.opened.push(choice)
        const refusal = fake.shell.refusedChoices?.[choice.kind]
        return refusal ? refused(refusal) : done(null)
      },
      forget(id) {
        fake.asked.forgotten.push(id)
        recents = recents.filter(({ place }) => place.id !== id)
        return Promise.resolve(start())
      },
      chooseFolder: (what) => Promise.resolve(what === 'workspace' ? '/srv/studies' : '/srv/copy.pearl'),
      discover() {
        fake.asked.discoveries += 1
        return Promise.resolve(fake.shell.found ?? [])
      },
      settings: () => Promise.resolve(readSettings()),
      changeSettings({ notifications, ...patch }) {
        const before = readSettings()
        const settings = { ...before, ...patch, notifications: { ...before.notifications, ...notifications } }
        localStorage.setItem(settingsKey, JSON.stringify(settings))
        return Promise.resolve(settings)
      },
      notify: (notice) => Promise.resolve(void fake.asked.notices.push(notice)),
      badge: (count) => Promise.resolve(void fake.asked.badges.push(count)),
      command(command) {
        fake.asked.commands.push(command)
        return done(null)
      },
      onEvent(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
  }, state)
}

export const asked = (page: Page): Promise<Asked> => page.evaluate(() => (window as unknown as FakeWindow).asked)
/** The shell says something to its window. */
export const emit = (page: Page, event: ShellEvent) =>
  page.evaluate((sent) => (window as unknown as FakeWindow).emit(sent), event)
/** From now on the shell answers differently. */
export const changeShell = (page: Page, patch: Partial<ShellState>) =>
  page.evaluate((changed) => void Object.assign((window as unknown as FakeWindow).shell, changed), patch)

export const workspacePlace = (patch: object = {}): NonNullable<Start['place']> => ({
  kind: 'workspace',
  id: 'w-1',
  name: 'Studies of the team',
  directory: '/home/ada/PEARL',
  read_only: false,
  throw_away: false,
  ...patch,
})
export const joinedPlace = (patch: object = {}): NonNullable<Start['place']> => ({
  kind: 'joined',
  id: 'h-1',
  name: 'Biostatistics',
  address: '192.168.1.20:8000',
  fingerprint: '4f2a9c01d7e83b6655aa0c9d12ef78b3410d5c6e7f8091a2b3c4d5e6f7089abc',
  ...patch,
})

/** Where the host of `joinedPlace` shows another key. */
export const otherKey: Refusal = {
  code: 'key_changed',
  detail:
    'The host at 192.168.1.20:8000 showed another key than the one this window agreed on. Nothing was sent to it.',
  expected: '4f2a9c01d7e83b6655aa0c9d12',
  met: '4f2a9c0188e93b6655aa0c9d120000b3410d5c6e7f8091a2b3c4d5e6f7089abc',
}
