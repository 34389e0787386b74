// The whole interface between a window of the desktop program and its shell: what preload exposes as `window.pearl`.
// Absent in a browser.
import { z } from 'zod'

export const connection = z.object({
  /** Origin of the host, e.g. `http://127.0.0.1:49152`. */
  base_url: z.url(),
  /** Bearer token of this window's session; never written anywhere. */
  token: z.string().min(1),
})
export type Connection = z.infer<typeof connection>

export interface DesktopBridge {
  /** Where the host is and how to sign in; resolves once the host is listening. */
  connection(): Promise<Connection>
}

/** The origin of our own bundle in a desktop window. */
export const APP_ORIGIN = 'pearl://app'
