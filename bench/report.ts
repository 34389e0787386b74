// What the bench leaves: a table for the reader, and a file with every round and a description of the machine, but nothing
// that names it. A run of some goals replaces their figures in the file and keeps the others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { judge, type Measurement } from './goal.ts'

interface Machine {
  processor: string
  cores: number
  memory_gib: number
  system: string
  node: string
  /** Waiting and running processes when the goal was measured: the machine may not have been the bench's alone. */
  load: number
}

interface Entry extends Measurement {
  measured_at: string
  machine: Machine
  verdict: ReturnType<typeof judge>
}

const round = (value: number, digits = 3) => Number(value.toPrecision(digits))

function describeMachine(): Machine {
  return {
    processor: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memory_gib: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.platform()} ${os.arch()}`,
    node: process.version,
    load: round(os.loadavg()[0]!, 2),
  }
}

/** Completes a measurement with its verdict, when and where it was taken; figures with as many digits as they deserve. */
export function entryOf(measurement: Measurement): Entry {
  const rounds = measurement.rounds.map(({ product, limit }) => ({ product: round(product), limit: round(limit) }))
  const { met, ...figures } = judge(measurement)
  return {
    ...measurement,
    rounds,
    verdict: { product: round(figures.product), limit: round(figures.limit), ratio: round(figures.ratio), met },
    measured_at: new Date().toISOString(),
    machine: describeMachine(),
  }
}

const header = ['goal', 'product', 'limit', 'ratio', 'bound', '', 'what']

/** Lines of a table, one for each entry. */
export function tableOf(entries: readonly Entry[]): string {
  const rows = entries.map(({ name, unit, bound, verdict, product, note }) => [
    name,
    `${verdict.product} ${unit}`,
    `${verdict.limit} ${unit}`,
    String(round(verdict.ratio)),
    `<= ${bound}`,
    verdict.met ? 'met' : 'MISSED',
    note ? `${product} (${note})` : product,
  ])
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)))
  return [header, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Writes the entries into a file of results, over those of the same name. */
export function keepResults(file: string, entries: readonly Entry[]): void {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Entry[]) : []
  const names = new Set(entries.map(({ name }) => name))
  const place = ({ name }: Entry) => Number(/^G(\d+)/.exec(name)?.[1] ?? 99)
  const all = [...kept.filter(({ name }) => !names.has(name)), ...entries]
  all.sort((one, other) => place(one) - place(other))
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
}
