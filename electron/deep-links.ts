// What a `pearl://` address of somebody else's may do: name a screen or hand a join code over to its form. It never acts,
// and our own bundle (pearl://app) is not reached by it.
import { APP_ORIGIN, type ShellEvent } from '../shared/desktop.ts'

const SCHEME = 'pearl:'
const OWN_HOST = APP_ORIGIN.slice(`${SCHEME}//`.length)

/** Longest code that the form takes (shared/desktop.ts). */
const LONGEST_CODE = 200
const LONGEST_LINK = 300

/** True for what looks like an address of ours on a command line, whether it leads anywhere or not. */
export const isDeepLink = (text: string): boolean => text.toLowerCase().startsWith(SCHEME)

/** True for the name of a copy of a workspace, as the system hands one over. */
export const isCopyFile = (text: string): boolean => !text.startsWith('-') && /\.pearl$/i.test(text)

/** What a window is told of an address such as `pearl://effort/12` or `pearl://join?code=…`; null when it leads nowhere. */
export function readDeepLink(address: string): ShellEvent | null {
  if (address.length > LONGEST_LINK || !/^pearl:\/\/[^/]/i.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== SCHEME || url.host === OWN_HOST) return null
  if (url.username !== '' || url.password !== '') return null
  if (url.host === 'join') {
    const code = url.searchParams.get('code') ?? ''
    return code.length <= LONGEST_CODE ? { type: 'join', code } : null
  }
  const route = `/${url.host}${url.pathname}`.replace(/\/$/, '')
  return /^(?:\/[\w-]+)+$/.test(route) ? { type: 'navigate', route } : null
}
