// What the windows' session may do beyond showing our bundle: call the one host it belongs to. Every other request is
// cancelled, no name but the host's is looked up, and no permission is given, because Electron's own default is to allow all.
import { app, type Session } from 'electron'
import { APP_ORIGIN } from '../shared/desktop.ts'

/**
 * What a page of ours needs leave for: copying cells, full screen, and calling the host on this machine. Chromium asks for the
 * last since version 142 under one name and since 145 under another; which host it is, onBeforeRequest decides.
 */
const permitted: readonly string[] = [
  'clipboard-sanitized-write',
  'fullscreen',
  'local-network-access',
  'loopback-network',
]

/** Schemes that never leave the process; `devtools:` exists in development only. */
const local: readonly string[] = ['data:', 'blob:', 'devtools:']

/** Must be called before Electron is ready. Stops what Chromium asks for by itself, before any request of a page. */
export function lookUpNoNames(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1')
}

/** @param hostOrigin origin of the host as it is now, undefined while there is none */
export async function confine(session: Session, hostOrigin: () => string | undefined): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isAllowed(url, hostOrigin()) }))
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(permitted.includes(permission) && isOurs(requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => permitted.includes(permission) && isOurs(origin))
  session.setDevicePermissionHandler(() => false)
  // A dictionary is downloaded for every language of the list, even while checking is off.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  // The only address called is this machine's own, so no proxy is asked for, nor searched for on the network.
  await session.setProxy({ mode: 'direct' })
}

/** True for addresses of our own bundle. */
export function isOurs(address: string): boolean {
  return address === APP_ORIGIN || address.startsWith(`${APP_ORIGIN}/`)
}

function isAllowed(address: string, hostOrigin: string | undefined): boolean {
  const { protocol, host } = new URL(address)
  if (local.includes(protocol) || isOurs(address)) return true
  if (hostOrigin === undefined || (protocol !== 'http:' && protocol !== 'ws:')) return false
  return host === new URL(hostOrigin).host
}
