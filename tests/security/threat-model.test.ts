// SECURITY.md stands beside the tests: each of its rows names a test that is there, each threat that concerns the program has a row,
// and each id and file of a security test is named in it.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const document = read('SECURITY.md')
const rows = [...document.matchAll(/^\|(.*)\| (T-[A-Z]+-\d+) \| `([^`]+)` “([^”]+)” \|$/gm)].map(
  ([, before, id, file, title]) => ({ row: /A\d+/.exec(before!)?.[0], id: id!, file: file!, title: title! }),
)
const sources = readdirSync(path.join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(test|spec)\.ts$/.test(name))
  .map((name) => path.posix.join('tests', name.split(path.sep).join('/')))

test('every row names a test that exists', () => {
  expect(rows.length).toBeGreaterThan(45)
  const lines = document.split('\n').filter((line) => /^\| .*T-[A-Z]+-\d/.test(line))
  expect(rows).toHaveLength(lines.length)
  const missing = rows.filter(({ file, title }) => !read(file).includes(title))
  expect(missing.map(({ file, title }) => `${file}: ${title}`)).toEqual([])
})

test('every threat that concerns the program has a row', () => {
  const wanted = [
    ...Array.from({ length: 26 }, (_, index) => `A${index + 1}`),
    ...Array.from({ length: 12 }, (_, index) => `A${index + 35}`),
  ]
  const named = new Set(rows.map(({ row }) => row))
  expect(wanted.filter((row) => !named.has(row))).toEqual([])
})

test('every id in a test, and every file of security tests, is named in it', () => {
  const ids = new Set(rows.map(({ id }) => id))
  const strays = sources.flatMap((file) =>
    [...read(file).matchAll(/\bT-[A-Z]+-\d+/g)]
      .map(([id]) => id)
      .filter((id) => !ids.has(id))
      .map((id) => `${file}: ${id}`),
  ) // prettier-ignore
  expect(strays).toEqual([])
  const own = 'tests/security/threat-model.test.ts'
  const unnamed = sources.filter(
    (file) => file.startsWith('tests/security/') && file !== own && !document.includes(file),
  )
  expect(unnamed).toEqual([])
})
