// How the workspace is shared: the one row of the table `hosting`, and the join code that follows from it. A code is never
// stored: its invitation is, and a new one makes every earlier code useless for asking.
import type Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { encode } from '../../../shared/domain/join-code.ts'
import { prepared } from '../../db/statements.ts'

const HOUR_MS = 3_600_000

export interface HostingSettings {
  newcomers_may_ask: boolean
  discoverable: boolean
  /** The port chosen last; null before the first hosting. */
  port: number | null
  /** The addresses chosen last; null for all that the machine has. */
  addresses: string[] | null
  code_address: string | null
  invitation: string | null
  code_expires_at: string | null
}

const initial: HostingSettings = {
  newcomers_may_ask: true,
  discoverable: false,
  port: null,
  addresses: null,
  code_address: null,
  invitation: null,
  code_expires_at: null,
}

export function readSettings(db: Database.Database): HostingSettings {
  const sql = `SELECT newcomers_may_ask, discoverable, port, addresses, code_address, invitation, code_expires_at
    FROM hosting WHERE id = 1`
  const row = prepared<Record<keyof HostingSettings, string | number | null>>(db, sql).get()
  if (!row) return initial
  return {
    ...(row as unknown as HostingSettings),
    newcomers_may_ask: row.newcomers_may_ask === 1,
    discoverable: row.discoverable === 1,
    addresses: typeof row.addresses === 'string' ? (JSON.parse(row.addresses) as string[]) : null,
  }
}

export function changeSettings(db: Database.Database, patch: Partial<HostingSettings>): HostingSettings {
  const next = { ...readSettings(db), ...patch }
  prepared(
    db,
    `INSERT INTO hosting (id, newcomers_may_ask, discoverable, port, addresses, code_address, invitation, code_expires_at)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET newcomers_may_ask = excluded.newcomers_may_ask,
       discoverable = excluded.discoverable, port = excluded.port, addresses = excluded.addresses,
       code_address = excluded.code_address, invitation = excluded.invitation, code_expires_at = excluded.code_expires_at`,
  ).run(
    Number(next.newcomers_may_ask),
    Number(next.discoverable),
    next.port,
    next.addresses && JSON.stringify(next.addresses),
    next.code_address,
    next.invitation,
    next.code_expires_at,
  )
  return next
}

/** A new invitation, valid for whole hours from now; the expiry is on the hour, because a code tells hours. */
export function newInvitation(address: string | null, validHours: number, now: Date): Partial<HostingSettings> {
  const expires = Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS + validHours * HOUR_MS
  return {
    code_address: address,
    invitation: randomBytes(4).toString('hex').slice(0, 7),
    code_expires_at: new Date(expires).toISOString(),
  }
}

/** The join code as it is read out; null when none was made, or the host does not listen. */
export function joinCodeOf(
  { code_address, invitation, code_expires_at }: HostingSettings,
  { port, fingerprint }: { port: number | null; fingerprint: string | null },
): { text: string; address: string; expires_at: string } | null {
  if (invitation === null || code_expires_at === null || port === null || fingerprint === null) return null
  const address = code_address ?? ''
  const isIPv4 = /^\d+\.\d+\.\d+\.\d+$/.test(address)
  const text = encode({
    address: isIPv4 ? address : null,
    port,
    fingerprint,
    expires_at: new Date(code_expires_at),
    invitation,
  })
  return { text, address, expires_at: code_expires_at }
}
