// `npm run guards [-- WORD...]`: takes each guard of the server away, one at a time, in a copy of the tree, and runs the tests that stand
// for it. A guard whose absence no test notices is a failure. The tree itself is only read.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inRoot } from '../bootstrap/paths.mjs'
import { run } from '../bootstrap/run.mjs'
import type { Finished } from '../bootstrap/run.mjs'
import { guards, type Guard } from './list.ts'

const FOLDERS = ['server', 'shared', 'tests', 'renderer', 'electron', 'scripts', 'docs']
/** What the tests and their program read beside the folders. */
const isRead = (name: string) => /^(tsconfig.*\.json|package\.json|SECURITY\.md|drizzle.*)$/.test(name)

/** @returns exit code of the tests: 0 when nothing failed */
async function runTests(tree: string, tests: readonly string[]): Promise<Finished> {
  const vitest = path.join(tree, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--config', 'tests/vitest.config.ts', '--bail', '1', ...tests]
  return run(process.execPath, args, { quiet: true, cwd: tree })
}

async function isNoticed(tree: string, { file, line, without, tests }: Guard): Promise<boolean> {
  const place = path.join(tree, file)
  const source = readFileSync(place, 'utf8')
  const count = source.split(line).length - 1
  if (count !== 1) throw new Error(`${file} holds this ${count} times, not once: ${line.trim()}`)
  writeFileSync(
    place,
    source.replace(line, () => without),
  )
  try {
    const { code, output } = await runTests(tree, tests)
    // A program that no longer starts proves nothing; with the guard in place the same tests passed.
    return code !== 0 && /Test Files .*failed/.test(output) && !/SyntaxError|Transform failed/.test(output)
  } finally {
    writeFileSync(place, source)
  }
}

/** @returns exit code: 0 only when the tests pass with every guard and fail without any one of them */
export async function runGuards(words: readonly string[]): Promise<number> {
  const chosen = guards.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  const tree = mkdtempSync(path.join(os.tmpdir(), 'pearl-guards-'))
  try {
    for (const name of [...FOLDERS, ...readdirSync(inRoot('.')).filter(isRead)])
      cpSync(inRoot(name), path.join(tree, name), { recursive: true })
    symlinkSync(inRoot('node_modules'), path.join(tree, 'node_modules'), 'dir')
    const whole = await runTests(tree, [...new Set(chosen.flatMap(({ tests }) => tests))])
    if (whole.code !== 0) {
      console.log(`guards: the tests fail although nothing was taken away:\n${whole.output.slice(-4000)}`)
      return 1
    }
    let unnoticed = 0
    for (const guard of chosen) {
      const noticed = await isNoticed(tree, guard)
      if (!noticed) unnoticed += 1
      console.log(`guards: ${noticed ? 'noticed  ' : 'UNNOTICED'} ${guard.name}`)
    }
    console.log(`guards: ${chosen.length - unnoticed} of ${chosen.length} are missed when they are taken away`)
    return unnoticed === 0 && chosen.length > 0 ? 0 : 1
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}
