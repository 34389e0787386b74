// T-POWER-1: the power is cut. Every write and flush of a program is recorded by strace; from them the disk is made as it may be
// after a cut at any moment: what was flushed is there, of the rest any part, in any order, torn within a page. Each such disk
// must open, be whole, and hold whatever was acknowledged. As SQLite tests itself (https://www.sqlite.org/testing.html).
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { knownVersion } from '../../server/db/migrate.ts'
import { DATABASE_NAME, openDatabase } from '../../server/db/open.ts'
import { verifyChain } from '../../server/store/changes.ts'
import { rounds } from '../helpers/soak.ts'
import { openTestStore, temporaryFolder } from '../helpers/test-store.ts'

const IMAGES = rounds(30, 300)
const WRITES = 40
const SECTOR = 512
const STRACE = '/usr/bin/strace'
const FILES = [DATABASE_NAME, `${DATABASE_NAME}-wal`]

type Step =
  | { kind: 'write'; file: string; at: number; bytes: Buffer }
  | { kind: 'truncate'; file: string; size: number }
  | { kind: 'flush'; file: string }
  | { kind: 'ack'; number: number }

/** Numbers below 1, the same in every run. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const unescape = (text: string) => Buffer.from(text.replaceAll('\\x', ''), 'hex')

function readTrace(text: string): Step[] {
  const steps: Step[] = []
  for (const line of text.split('\n')) {
    const call = /^\d+\s+(pwrite64|write|fsync|fdatasync|ftruncate)\((\d+)<([^>]*)>(?:, (.*))?/.exec(line)
    if (!call) continue
    const [, name, descriptor, place, rest = ''] = call
    const file = path.basename(unescape(place!).toString())
    const bytes = () => unescape(/"([^"]*)"/.exec(rest)![1]!)
    if (name === 'write' && descriptor === '1') {
      const number = /^ack (\d+)/.exec(bytes().toString())?.[1]
      if (number !== undefined) steps.push({ kind: 'ack', number: Number(number) })
    } else if (!FILES.includes(file)) continue
    else if (name === 'pwrite64') {
      steps.push({ kind: 'write', file, at: Number(/", \d+, (\d+)/.exec(rest)![1]), bytes: bytes() })
    } else if (name === 'ftruncate') steps.push({ kind: 'truncate', file, size: Number.parseInt(rest) })
    else if (name !== 'write') steps.push({ kind: 'flush', file })
  }
  return steps
}

/** The steps of a program that writes to a copy of `start`. */
function record(start: string, synchronous: 'FULL' | 'NORMAL'): Step[] {
  const directory = temporaryFolder()
  copyFileSync(start, path.join(directory, DATABASE_NAME))
  const trace = path.join(directory, 'trace')
  const calls = 'trace=pwrite64,write,fsync,fdatasync,ftruncate'
  const program = path.join(import.meta.dirname, 'power-writer.ts')
  const args = [process.execPath, program, directory, String(WRITES), synchronous]
  try {
    execFileSync(STRACE, ['-f', '-y', '-xx', '-s', '1000000', '-e', calls, '-o', trace, ...args], { stdio: 'pipe' })
  } catch (error) {
    // The program ends itself as a cut would: nothing is closed in order.
    if (!(error instanceof Error && 'signal' in error && error.signal === 'SIGKILL')) throw error
  }
  return readTrace(readFileSync(trace, 'latin1'))
}

function apply(content: Buffer, step: Step & { kind: 'write' | 'truncate' }): Buffer {
  if (step.kind === 'truncate') {
    const cut = Buffer.alloc(step.size)
    content.copy(cut, 0, 0, step.size)
    return cut
  }
  const grown = Buffer.alloc(Math.max(content.length, step.at + step.bytes.length))
  content.copy(grown)
  step.bytes.copy(grown, step.at)
  return grown
}

/** Some of the writes that were not flushed, in any order, some of them torn at a sector. */
function survivors(pending: readonly (Step & { kind: 'write' | 'truncate' })[], random: () => number) {
  const share = random()
  return pending
    .filter(() => random() < share)
    .map((step) => {
      if (step.kind === 'truncate' || random() < 0.7) return { step, order: random() }
      const sectors = Math.ceil(step.bytes.length / SECTOR)
      const bytes = step.bytes.subarray(0, Math.floor(random() * sectors) * SECTOR)
      return { step: { ...step, bytes }, order: random() }
    })
    .sort((one, other) => one.order - other.order)
    .map(({ step }) => step)
}

/** The disk after a cut before step `cut`, in `directory`. @returns the last number that was acknowledged by then */
function makeDisk(directory: string, start: string, steps: readonly Step[], cut: number, random: () => number): number {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { mode: 0o700 })
  let acknowledged = 0
  for (const file of FILES) {
    let content: Buffer = file === DATABASE_NAME ? readFileSync(start) : Buffer.alloc(0)
    let pending: (Step & { kind: 'write' | 'truncate' })[] = []
    for (const step of steps.slice(0, cut)) {
      if (step.kind === 'ack') acknowledged = step.number
      else if (step.file !== file) continue
      else if (step.kind !== 'flush') pending.push(step)
      else {
        for (const write of pending) content = apply(content, write)
        pending = []
      }
    }
    for (const write of survivors(pending, random)) content = apply(content, write)
    if (content.length > 0) writeFileSync(path.join(directory, file), content, { mode: 0o600 })
  }
  return acknowledged
}

/** How many acknowledged writes are missing on each of the disks; fails when one does not open or is not whole. */
function losses(start: string, steps: readonly Step[], images: number): number[] {
  const random = sequence(20_260_312)
  const directory = path.join(temporaryFolder(), 'disk')
  // From the first write on: before it nothing was promised.
  const first = steps.findIndex(({ kind }) => kind === 'ack')
  return Array.from({ length: images }, () => {
    const cut = first + Math.floor(random() * (steps.length - first + 1))
    const acknowledged = makeDisk(directory, start, steps, cut, random)
    const db = openDatabase({ directory, knownVersion: knownVersion() })
    try {
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(verifyChain(db).brokenAt).toBeNull()
      const kept = db.prepare('SELECT count(*) FROM studies').pluck().get() as number
      return Math.max(0, acknowledged - kept)
    } finally {
      db.close()
    }
  })
}

/** A workspace without rows, closed. */
async function emptyWorkspace(): Promise<string> {
  const { db } = await openTestStore()
  const start = path.join(temporaryFolder(), DATABASE_NAME)
  db.exec(`VACUUM INTO '${start}'`)
  return start
}

test.skipIf(!existsSync(STRACE))(
  `T-POWER-1: of ${IMAGES} disks after a power cut every one opens and holds what was acknowledged`,
  { timeout: IMAGES * 1_000 + 60_000 },
  async () => {
    const start = await emptyWorkspace()
    const steps = record(start, 'FULL')
    expect(steps.filter(({ kind }) => kind === 'ack')).toHaveLength(WRITES)
    expect(steps.some((step) => step.kind === 'write' && step.file === DATABASE_NAME)).toBe(true)
    expect(losses(start, steps, IMAGES).filter((lost) => lost > 0)).toEqual([])

    // The same without what makes it safe is found out: the test can fail.
    const unsafe = losses(start, record(start, 'NORMAL'), 10)
    expect(Math.max(...unsafe)).toBeGreaterThan(0)
  },
)
