// The whole interface between a window of the desktop program and its shell: what preload exposes as `window.pearl`.
// Absent in a browser. Whatever can be refused answers with an Answer, because an error loses all but its text on the way.
import { z } from 'zod'
import { damage, recovery } from './recovery.ts'

/** The origin of our own bundle in a desktop window. */
export const APP_ORIGIN = 'pearl://app'

/** What a window looks at: a workspace kept on this machine, or somebody else's host. */
export const place = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('workspace'),
    /** Stays the same for as long as the workspace lies where it lies; preferences are kept under it. */
    id: z.string().min(1),
    name: z.string(),
    directory: z.string(),
    /** A copy opened for reading: nothing can be written. */
    read_only: z.boolean(),
    /** The demo study in a folder that is thrown away with its window. */
    throw_away: z.boolean(),
  }),
  z.object({
    kind: z.literal('joined'),
    id: z.string().min(1),
    name: z.string(),
    /** `address:port`, an IPv6 address in brackets. */
    address: z.string(),
    /** SHA-256 of the host's certificate (DER), 64 hexadecimal digits; or as many leading ones as the join code carries. */
    fingerprint: z.string(),
  }),
])
export type Place = z.infer<typeof place>

export const connection = z.object({
  /** Origin of the host, e.g. `http://127.0.0.1:49152` or `https://192.168.1.20:8000`. */
  base_url: z.url(),
  /** Bearer token of this window's session, never written anywhere; null where the person signs in by name and password. */
  token: z.string().min(1).nullable(),
  place,
  /** Join code's invitation, needed to ask a host for an account; null for a workspace of this machine. */
  invitation: z.string().nullable(),
})
export type Connection = z.infer<typeof connection>

export const refusalCodes = [
  'no_place',
  'unreachable',
  'key_changed',
  'version',
  'invalid',
  'in_use',
  'damaged',
  'failed',
] as const
/** Why the shell did not do what was asked. */
export const refusal = z.object({
  code: z.enum(refusalCodes),
  /** Full sentences: what happened, what is safe, what to do. */
  detail: z.string(),
  /** With `key_changed`: the fingerprint that was agreed on and the one that was met, in hexadecimal digits. */
  expected: z.string().optional(),
  met: z.string().optional(),
  /** With `damaged`: what there is to recover the workspace from. */
  damage: damage.optional(),
})
export type Refusal = z.infer<typeof refusal>
export const answer = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), refusal })])
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** What the person chose to open. A window that opens something is loaded anew on it. */
export const choice = z.discriminatedUnion('kind', [
  /** Works alone, in the usual folder or in another one; `host` goes on to the hosting screen. */
  z.object({
    kind: z.literal('workspace'),
    directory: z.string().min(1).optional(),
    person_name: z.string().trim().min(1).max(100).optional(),
    host: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('demo') }),
  /** `address` overrides the one in the code: `address` or `address:port`. */
  z.object({ kind: z.literal('join'), code: z.string().min(1).max(200), address: z.string().max(300).optional() }),
  z.object({ kind: z.literal('recent'), id: z.string() }),
  /** Recovers the damaged workspace with this id, then opens it. */
  z.object({ kind: z.literal('recover'), id: z.string(), recovery }),
  /** Opens a copy of a workspace or of a backup file for reading. */
  z.object({ kind: z.literal('read-only'), path: z.string().min(1) }),
  /** Back to the start screen. */
  z.object({ kind: z.literal('none') }),
])
export type Choice = z.input<typeof choice>

export const recent = z.object({ place, opened_at: z.iso.datetime() })
export type Recent = z.infer<typeof recent>

/** What the start screen and the switcher show. */
export const start = z.object({
  place: place.nullable(),
  recents: z.array(recent),
  /** Name to propose for the person: as the settings know it, else the account of the operating system. */
  person_name: z.string(),
  default_directory: z.string(),
  platform: z.string(),
  /** Of this program. */
  version: z.string(),
})
export type Start = z.infer<typeof start>

/** A host that announced itself on the network. Nothing in it is proven: joining still needs the code. */
export const foundHost = z.object({ name: z.string().max(100), address: z.string() })
export type FoundHost = z.infer<typeof foundHost>

export const noticeKinds = [
  'assigned',
  'qc_failed',
  'mentioned',
  'due_tomorrow',
  'access_requested',
  'host_stopped',
] as const
export type NoticeKind = (typeof noticeKinds)[number]
/** A native notification; a click opens `route` in the window it came from. */
export const notice = z.object({
  kind: z.enum(noticeKinds),
  title: z.string().max(200),
  body: z.string().max(500),
  route: z.string().startsWith('/').max(300).optional(),
})
export type Notice = z.infer<typeof notice>

/** What is remembered on this machine for whoever uses it; kept by the shell, the same in every window. */
export const settings = z.object({
  person_name: z.string().max(100).default(''),
  notifications: z
    .object({
      assigned: z.boolean().default(true),
      qc_failed: z.boolean().default(true),
      mentioned: z.boolean().default(true),
      due_tomorrow: z.boolean().default(true),
      access_requested: z.boolean().default(true),
      host_stopped: z.boolean().default(true),
    })
    .prefault({}),
  /** What closing the last window of a host does. */
  when_host_closes: z.enum(['ask', 'keep', 'stop']).default('ask'),
  spell_check: z.boolean().default(true),
})
export type Settings = z.infer<typeof settings>
export const settingsPatch = z
  .object({
    notifications: settings.shape.notifications.unwrap().partial(),
    person_name: settings.shape.person_name.unwrap(),
    when_host_closes: settings.shape.when_host_closes.unwrap(),
    spell_check: z.boolean(),
  })
  .partial()
export type SettingsPatch = z.infer<typeof settingsPatch>

/** What a window asks of the shell besides, by name. */
export const shellCommands = ['show-log', 'show-folder', 'copy-diagnostics', 'new-window', 'save-copy'] as const
export type ShellCommand = (typeof shellCommands)[number]

/** What the shell tells a window. */
export type ShellEvent =
  /** The machine woke up, or its network changed: connect at once instead of waiting. */
  | { type: 'wake' }
  /** A deep link, a notification or a menu item: show this screen. It never does anything more. */
  | { type: 'navigate'; route: string }
  | { type: 'settings'; settings: Settings }
  /** A deep link or a file handed a join code over: fill the form with it, never join by itself. */
  | { type: 'join'; code: string }

export interface DesktopBridge {
  /** Where the host is and how to sign in; resolves once the host is listening and, for a joined one, its key is proven. */
  connection(): Promise<Answer<Connection>>
  start(): Promise<Start>
  /** Answers only when refused; otherwise the window is loaded anew. */
  open(choice: Choice): Promise<Answer<null>>
  /** Takes a place off the list of recent ones; no file is touched. */
  forget(id: string): Promise<Start>
  /** Asks with a native dialog; null when cancelled. `backup` asks for a file. */
  chooseFolder(what: 'workspace' | 'backup'): Promise<string | null>
  /** Listens on the network for a few seconds. */
  discover(): Promise<FoundHost[]>
  settings(): Promise<Settings>
  changeSettings(patch: SettingsPatch): Promise<Settings>
  /** Shown if the person's settings have this kind on. */
  notify(notice: Notice): Promise<void>
  /** Number on the dock or taskbar icon; 0 takes it away. */
  badge(count: number): Promise<void>
  command(command: ShellCommand): Promise<Answer<null>>
  /** @returns what ends the listening */
  onEvent(listener: (event: ShellEvent) => void): () => void
}
