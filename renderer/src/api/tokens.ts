// The browser's session, kept for as long as its tab lives. A desktop window has none of its own: the shell gives it one.
import { z } from 'zod'

const tokens = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1) })
export type Tokens = z.infer<typeof tokens>
const KEY = 'pearl.session'

export function readTokens(): Tokens | null {
  const kept = sessionStorage.getItem(KEY)
  if (kept === null) return null
  try {
    return tokens.parse(JSON.parse(kept))
  } catch {
    // Somebody else's or an older version's entry: as good as none.
    sessionStorage.removeItem(KEY)
    return null
  }
}

export const keepTokens = (value: Tokens) => sessionStorage.setItem(KEY, JSON.stringify(tokens.parse(value)))
export const forgetTokens = () => sessionStorage.removeItem(KEY)
