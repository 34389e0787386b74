// What the windows' session may do beyond showing our bundle: each window calls the one host it looks at, a joined host by
// the certificate that was agreed on. Every other request is cancelled, no name is looked up, and no permission is given,
// because Electron's own default is to allow all.
import { app, type Session } from 'electron'
import { APP_ORIGIN } from '../../shared/desktop.ts'
import { confineDownloads } from './downloads.ts'
import { fingerprintOf } from './pin.ts'

/**
 * What a page of ours needs leave for: copying cells, full screen, and calling a host on this machine or network. Chromium asks
 * for the last since version 142 under one name and since 145 under others; which host it is, onBeforeRequest decides.
 */
const permitted: readonly string[] = [
  'clipboard-sanitized-write',
  'fullscreen',
  'local-network-access',
  'local-network',
  'loopback-network',
]

/** Schemes that never leave the process; `devtools:` exists in development only. */
const local: readonly string[] = ['data:', 'blob:', 'devtools:']

/** Encrypted or not, by the protocol of the host's origin. */
const spoken: Record<string, readonly string[]> = { 'http:': ['http:', 'ws:'], 'https:': ['https:', 'wss:'] }

/** Verdicts of a certificate verifier. */
const ACCEPTED = 0
const REFUSED = -2
const MOST_WAITING = 100

export interface Reach {
  /** Origin of the host that a window looks at, by the id of its contents; undefined while there is none. */
  originOf(contentsId: number): string | undefined
  /** Fingerprints (SHA-256, hexadecimal) of the certificates that are accepted from an IP address. */
  pinsOf(address: string): readonly string[]
}

/**
 * Must be called before Electron is ready. Stops what Chromium asks for by itself, before any request of a page: whatever is
 * not an IP address is not found. An address in numbers ends in one of 256, which no name may; or it holds colons.
 */
export function lookUpNoNames(): void {
  const addresses = ['*:*', ...Array.from({ length: 256 }, (_, last) => `*.${last}`)]
  const rules = ['MAP * ~NOTFOUND', ...addresses.map((pattern) => `EXCLUDE ${pattern}`)]
  app.commandLine.appendSwitch('host-resolver-rules', rules.join(', '))
}

/** @returns to be called when a key has been agreed on: what waited for it goes on */
export async function confine(session: Session, reach: Reach): Promise<() => void> {
  session.webRequest.onBeforeRequest(({ url, webContentsId }, answer) =>
    answer({ cancel: !isAllowed(url, webContentsId === undefined ? undefined : reach.originOf(webContentsId)) }),
  )
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(permitted.includes(permission) && isOurs(requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => permitted.includes(permission) && isOurs(origin))
  session.setDevicePermissionHandler(() => false)
  confineDownloads(session)
  const reconsider = acceptPinned(session, reach)
  // A dictionary is downloaded for every language of the list, even while checking is off.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  // The addresses called are known, so no proxy is asked for, nor searched for on the network.
  await session.setProxy({ mode: 'direct' })
  return reconsider
}

/**
 * No authority's word counts, only the key that was agreed on. A certificate that is not accepted now is not refused either:
 * Chromium would remember that for half an hour, also after the host has been joined anew with this very key. It waits, and
 * nothing is sent meanwhile; the page gives up by itself.
 * @returns looks again at those that wait
 */
function acceptPinned(session: Session, { pinsOf }: Pick<Reach, 'pinsOf'>): () => void {
  let waiting: { address: string; met: string; answer: (verdict: number) => void }[] = []
  const isAccepted = ({ address, met }: { address: string; met: string }) => pinsOf(address).includes(met)

  session.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    const asked = {
      address: hostname.replace(/^\[(.*)\]$/, '$1'),
      met: fingerprintOf(derOf(certificate.data)),
      answer,
    }
    if (isAccepted(asked)) answer(ACCEPTED)
    else if (waiting.length < MOST_WAITING) waiting.push(asked)
    else answer(REFUSED)
  })

  return () => {
    const accepted = waiting.filter(isAccepted)
    waiting = waiting.filter((asked) => !accepted.includes(asked))
    for (const { answer } of accepted) answer(ACCEPTED)
  }
}

const derOf = (pem: string) => Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64')

/** True for addresses of our own bundle. */
export function isOurs(address: string): boolean {
  return address === APP_ORIGIN || address.startsWith(`${APP_ORIGIN}/`)
}

function isAllowed(address: string, hostOrigin: string | undefined): boolean {
  const { protocol, host } = new URL(address)
  if (local.includes(protocol) || isOurs(address)) return true
  if (hostOrigin === undefined) return false
  const origin = new URL(hostOrigin)
  return spoken[origin.protocol]?.includes(protocol) === true && host === origin.host
}
