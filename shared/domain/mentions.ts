// Who is named in a text: `@` and the user name of somebody known, in either case, on its own: not the beginning of a longer
// name, not inside an address. Host and window read a text alike, so what is marked is what was told.
export interface MentionPiece {
  text: string
  /** The user name that the piece stands for; null for what is only text. */
  username: string | null
}

const continues = /^([\p{L}\p{N}_-]|\.[\p{L}\p{N}_])/u
const inWord = /[\p{L}\p{N}_.]/u
/** More than the longest user name, so that a long text is looked at piece by piece. */
const LOOKED_AT = 110

/** The longest of the names that stands at the beginning of `rest`. */
function nameAt(rest: string, usernames: readonly string[]): string | undefined {
  const lower = rest.toLowerCase()
  return usernames
    .filter((name) => lower.startsWith(name.toLowerCase()) && !continues.test(rest.slice(name.length)))
    .reduce<string | undefined>((best, name) => (best && best.length >= name.length ? best : name), undefined)
}

/** The text in pieces, in order; joined they are the text again. */
export function mentionPieces(text: string, usernames: readonly string[]): MentionPiece[] {
  const pieces: MentionPiece[] = []
  let done = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (inWord.test(text[at - 1] ?? '')) continue
    const username = nameAt(text.slice(at + 1, at + 1 + LOOKED_AT), usernames)
    if (username === undefined || username === '') continue
    if (at > done) pieces.push({ text: text.slice(done, at), username: null })
    done = at + 1 + username.length
    pieces.push({ text: text.slice(at, done), username })
    at = done - 1
  }
  if (done < text.length) pieces.push({ text: text.slice(done), username: null })
  return pieces
}

/** The user names that the text names. */
export function mentionedIn(text: string, usernames: readonly string[]): Set<string> {
  if (!text.includes('@')) return new Set()
  return new Set(mentionPieces(text, usernames).flatMap(({ username }) => username ?? []))
}
