// Colours of tags. They stand on a light and on a dark surface, so each offered one has about the same contrast to both;
// another one may be chosen, and then it is said where it is hard to see.

/** What a tag can be coloured by in one click: each more than 4 : 1 on white and on the dark surface. */
export const tagColours = [
  ['red', '#DB4843'],
  ['orange', '#C95C1D'],
  ['amber', '#A5730D'],
  ['lime', '#678521'],
  ['green', '#2F8C55'],
  ['teal', '#228980'],
  ['sky', '#1F84B0'],
  ['blue', '#3678E2'],
  ['indigo', '#746EDB'],
  ['violet', '#9763D2'],
  ['pink', '#D14597'],
  ['slate', '#6E7D8C'],
] as const

/** The surfaces of tokens.css on which tags are drawn. */
export const surfaces = { light: '#ffffff', dark: '#161b1e' } as const
/** What graphics need to be told from what is behind them (WCAG 2.2, 1.4.11). */
const ENOUGH = 3

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const part = (at: number) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The theme in which a colour is hard to see; null when it is well seen in both. */
export function hardToSeeIn(colour: string): 'light' | 'dark' | null {
  if (contrast(colour, surfaces.light) < ENOUGH) return 'light'
  return contrast(colour, surfaces.dark) < ENOUGH ? 'dark' : null
}
