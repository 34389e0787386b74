// What a window may save to disk: files that our own page has made itself. Whatever comes from an address, a host's included, is
// fetched by the page with its token and saved as such a file, so nothing else has a reason to.
import type { Session } from 'electron'
import { APP_ORIGIN } from '../../shared/desktop.ts'

const OWN = `blob:${APP_ORIGIN}/`

/** Denies every other download before a byte of it is written. */
export function confineDownloads(session: Session): void {
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(OWN)) event.preventDefault()
  })
}
