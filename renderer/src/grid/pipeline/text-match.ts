// How text is narrowed: as a part of it, with the wildcards * and ?, or by a regular expression. None of them can be made
// to run long: wildcards are matched without going back further than the last *, expressions by RE2, which is linear.
import type { RE2JS } from 're2js'
import { shallowRef } from 'vue'

type Engine = typeof RE2JS
const engine = shallowRef<Engine | null>(null)
let loading: Promise<unknown> | null = null

/** The regular expressions, or null while they are fetched; reactive. They are fetched when first asked for. */
export function expressionEngine(): Engine | null {
  loading ??= import('re2js').then((module) => (engine.value = module.RE2JS))
  return engine.value
}

/** Why an expression cannot be used, in the engine's words; null when it can. Waits for the engine. */
export async function expressionFault(text: string): Promise<string | null> {
  expressionEngine()
  await loading
  try {
    engine.value?.compile(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export const hasWildcard = (text: string) => /[*?]/.test(text)

/** Whether the whole of `text` fits: * stands for any text, ? for one character. Both in lower case. */
export function fitsWildcard(text: string, pattern: string): boolean {
  let at = 0
  let of = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    if (pattern[of] === '*') {
      star = of
      of += 1
      resume = at
    } else if (of < pattern.length && (pattern[of] === '?' || pattern[of] === text[at])) {
      of += 1
      at += 1
    } else if (star >= 0) {
      of = star + 1
      resume += 1
      at = resume
    } else return false
  }
  while (pattern[of] === '*') of += 1
  return of === pattern.length
}

/** Says of a text whether it is asked for. While the engine is fetched, an expression lets everything pass. */
export function textMatcher(text: string, isExpression: boolean): (value: string) => boolean {
  if (isExpression) {
    const engineNow = expressionEngine()
    if (!engineNow) return () => true
    try {
      const expression = engineNow.compile(text, engineNow.CASE_INSENSITIVE)
      return (value) => expression.matcher(value).find()
    } catch {
      // An expression that came with a view and cannot be read finds nothing; its chip stands there to be mended.
      return () => false
    }
  }
  const wanted = text.trim().toLowerCase()
  return hasWildcard(wanted)
    ? (value) => fitsWildcard(value.toLowerCase(), wanted)
    : (value) => value.toLowerCase().includes(wanted)
}
