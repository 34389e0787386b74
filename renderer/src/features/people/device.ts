// What a browser says of itself, as a person would call it: `Firefox on Windows`. Told by the other end, so a hint and no proof.

/** First match wins: most programs also name the ones they descend from. */
const programs: readonly (readonly [RegExp, string])[] = [
  [/Electron\//, 'PEARL Desktop'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/(?:Chrome|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Android/, 'Android'],
  [/Linux|X11/, 'Linux'],
]

const nameIn = (list: typeof programs, text: string) => list.find(([pattern]) => pattern.test(text))?.[1]

/** Null for what cannot be told; a program without a known name is called by its first word. */
export function deviceOf(userAgent: string | null): { program: string; system: string | null } | null {
  if (!userAgent) return null
  const program = nameIn(programs, userAgent) ?? /^[\w.-]{1,40}/.exec(userAgent)?.[0]
  return program === undefined ? null : { program, system: nameIn(systems, userAgent) ?? null }
}
