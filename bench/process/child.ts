// Starts the processes that are measured, waits until they listen, and ends every one of them when the bench ends.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Answer, Question } from './answers.ts'

export interface Child {
  readonly port: number
  /** Asks over IPC. @throws Error with what went wrong in the process */
  ask<T>(name: string, input?: unknown): Promise<T>
  /** Microseconds of processor time that the process uses while `work` runs. */
  cpuDuring(work: () => Promise<unknown>): Promise<number>
  stop(): Promise<void>
}

/** What every measured program prints once it can be used. */
const READY = /ready at http:\/\/127\.0\.0\.1:(\d+)/
const START_WITHIN = 60_000
const STOP_WITHIN = 10_000

const probe = new URL('./probe.ts', import.meta.url).href
const running = new Set<ChildProcess>()

/** Runs a program in this Node with the probe loaded. @param args the program's file and what it is started with */
export async function startChild(args: readonly string[], env: Record<string, string> = {}): Promise<Child> {
  const child = spawn(process.execPath, ['--expose-gc', '--import', probe, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  track(child)
  const port = await readyPort(child)
  const ask = asker(child)
  return {
    port,
    ask,
    async cpuDuring(work) {
      const before = await ask<number>('cpu')
      await work()
      return (await ask<number>('cpu')) - before
    },
    stop: () => stop(child),
  }
}

/** Remembers a process, so that it is ended with the bench whatever happens. */
export function track(child: ChildProcess): ChildProcess {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** The port in the line that says the program is ready. @throws Error with what it printed when it ends or takes too long */
export function readyPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const fail = (what: string) => reject(new Error(`A measured program ${what}:\n${printed}`))
    const timer = setTimeout(() => fail('did not start in time'), START_WITHIN)
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const port = READY.exec(printed)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      resolve(Number(port))
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.once('error', reject)
    child.once('exit', () => {
      clearTimeout(timer)
      fail('ended')
    })
  })
}

function asker(child: ChildProcess): Child['ask'] {
  let count = 0
  return <T>(name: string, input?: unknown) => {
    const id = (count += 1)
    return new Promise<T>((resolve, reject) => {
      const ended = () => reject(new Error(`A measured program ended while asked for ${name}`))
      const hear = (reply: Answer) => {
        if (reply.id !== id) return
        child.off('message', hear)
        child.off('exit', ended)
        if ('error' in reply) reject(new Error(reply.error))
        else resolve(reply.value as T)
      }
      child.on('message', hear)
      child.once('exit', ended)
      child.send({ id, name, input } satisfies Question)
    })
  }
}

/** Asks a process to end, and ends it if it does not. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN)
  await ended
  clearTimeout(timer)
}

/** Ends whatever was left running by a measurement that failed. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop))
}
