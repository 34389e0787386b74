// The join code: what a host's owner reads out so that somebody else's window finds the host and can prove that it is the
// right one. Ten groups of five characters (Crockford's base 32), the last of each group a check character.
export interface JoinCode {
  /** IPv4 address in dotted form; null when the code carries none and it must be typed. */
  address: string | null
  port: number
  /** The first 104 bits of SHA-256 of the certificate (DER): 26 hexadecimal digits. */
  fingerprint: string
  /** Whole hours; the code is refused from then on. */
  expires_at: Date
  /** 28 bits by which the host knows that its current code was used: 7 hexadecimal digits. */
  invitation: string
}
