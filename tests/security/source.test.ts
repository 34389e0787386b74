// T-XSS-1, T-REDOS-1, T-SQLI-1 as far as the source decides them: nothing makes markup of text, no expression is made of what people
// type but by an engine that is linear, and no statement is put together from input.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { atBest } from '../helpers/at-best.ts'

const root = path.resolve(import.meta.dirname, '../..')
const files = ['renderer/src', 'server', 'shared', 'electron'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue)$/.test(name))
    .map((name) => path.join(folder, name)),
)
const found = (pattern: RegExp, within: (file: string) => boolean = () => true) =>
  files.filter((file) => within(file) && pattern.test(readFileSync(path.join(root, file), 'utf8')))

test('text never becomes markup or program', () => {
  expect(files.length).toBeGreaterThan(500)
  expect(found(/\bv-html\b/)).toEqual(['renderer/src/markdown/MarkdownText.vue'])
  expect(found(/\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\bsrcdoc\b/)).toEqual([])
  expect(found(/\beval\(|new Function\(/)).toEqual([])
})

test('an expression is a literal, or is run by the linear engine', () => {
  const made = found(/new RegExp\((?!\/)/).filter((file) => !file.endsWith('.d.ts'))
  expect(made).toEqual([])
  expect(found(/from 're2js'|import\('re2js'\)/)).toEqual(['renderer/src/grid/pipeline/text-match.ts'])
})

test('a statement outside of the store holds nothing that was sent', () => {
  // Whatever is set into SQL there is a constant of the program: named in capitals, or made from constants alone.
  const given =
    /(?:prepared(?:<[^(]*>)?|\.prepare|\.exec)\([^)]*\$\{[^}]*\b(?:request|query|params|body|input|wanted)\b/s
  expect(found(given, (file) => file.startsWith('server'))).toEqual([])
})

const evil = ['(a+)+$', '(a*)*b', '(a|a)*b', '(a|aa)+$', '([a-z]+)*x', '(.*)*=', '(\\w+\\s?)*$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]$', '(a?){30}a{30}'] // prettier-ignore

test('what brings other engines to a halt is answered in less than 100 ms, 50 times over 10,000 characters', async () => {
  const texts = ['a', 'ab', 'x', 'aA ', '=='].map((part) => `${part.repeat(10_000 / part.length)}!`)
  let tried = 0
  for (const pattern of evil) {
    const expression = RE2JS.compile(pattern)
    for (const text of texts) {
      const took = atBest(100, () => {
        const begun = performance.now()
        expression.matcher(text).find()
        return performance.now() - begun
      })
      tried += 1
      expect(await took, `${pattern} over ${text.slice(0, 5)}…`).toBeLessThan(100)
    }
  }
  expect(tried).toBe(50)
})
