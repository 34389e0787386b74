// Opaque tokens: 256 random bits, kept only as their SHA-256. A guess cannot be checked without the host, and a stolen
// workspace file signs nobody in.
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret of 256 bits, in 43 characters that fit a header and a sub-protocol. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token. */
export const digest = (token: string): string => hash('sha256', token, 'base64url')

/** Whether two digests are equal, in a time that does not depend on where they differ. */
export const sameDigest = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** A refresh token: a constant part that names the session, and a part that is good for one use. */
export interface RefreshToken {
  text: string
  session_id: string
}

/** The first refresh token of a new session. */
export const newRefreshToken = (): RefreshToken => rotated(newSecret())

/** The next refresh token of the session that `token` belongs to; undefined for text that is no refresh token. */
export function nextRefreshToken(token: string): RefreshToken | undefined {
  const constant = constantPart(token)
  return constant === undefined ? undefined : rotated(constant)
}

/**
 * The session a refresh token belongs to, also when it was used before. Only a holder of one of the session's refresh
 * tokens can name it in this way: the id is a digest of the constant part.
 */
export function sessionOfRefreshToken(token: string): string | undefined {
  const constant = constantPart(token)
  return constant === undefined ? undefined : sessionIdOf(constant)
}

const constantPart = (token: string) => /^([\w-]{43})\.[\w-]{43}$/.exec(token)?.[1]
const sessionIdOf = (constant: string) => digest(`session ${constant}`).slice(0, 22)
const rotated = (constant: string): RefreshToken => ({
  text: `${constant}.${newSecret()}`,
  session_id: sessionIdOf(constant),
})
