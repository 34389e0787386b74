// Which addresses may leave the program for the browser, and how they are shown to the person who decides: `https:` without a
// name or password in it, in printable ASCII, so that what is read is what is called.

/** As much of an address as a dialog shows in one piece, in characters. */
const LONGEST_SHOWN = 300

export interface OutsideAddress {
  /** The host and, where it is given, its port; other alphabets in Punycode (RFC 3492). */
  host: string
  /** The whole address, other signs as percent-encoded bytes. */
  href: string
}

/** Null for what is never opened. */
export function outsideAddress(address: string): OutsideAddress | null {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  // The parser escapes what could turn or hide letters; should it ever not, the address is none that can be shown.
  return /^[!-~]+$/.test(url.href) ? { host: url.host, href: url.href } : null
}

/** The address for reading: of a very long one the middle is left out, and it says how much. */
export function shownAddress(href: string): string {
  if (href.length <= LONGEST_SHOWN) return href
  const kept = LONGEST_SHOWN / 2
  return `${href.slice(0, kept)} … ${href.length - LONGEST_SHOWN} more characters … ${href.slice(-kept)}`
}
