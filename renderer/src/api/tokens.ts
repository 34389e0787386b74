// The session of somebody who signed in by name and password, kept for as long as the tab or window lives. Kept per place:
// what one host gave is never shown to another.
import { z } from 'zod'

const tokens = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1) })
export type Tokens = z.infer<typeof tokens>

/** @param place id of the place, or null in a browser, whose storage belongs to one host anyway */
export function tokenStore(place: string | null) {
  const key = place === null ? 'pearl.session' : `pearl.session.${place}`
  return {
    read(): Tokens | null {
      const kept = sessionStorage.getItem(key)
      if (kept === null) return null
      try {
        return tokens.parse(JSON.parse(kept))
      } catch {
        // Somebody else's or an older version's entry: as good as none.
        sessionStorage.removeItem(key)
        return null
      }
    },
    keep: (value: Tokens) => sessionStorage.setItem(key, JSON.stringify(tokens.parse(value))),
    forget: () => sessionStorage.removeItem(key),
  }
}
