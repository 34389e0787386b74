// Where a process listens, as the kernel tells it.
import { execFileSync } from 'node:child_process'

/** `address:port` of every TCP listener of the process, sorted. */
export function listenersOf(pid: number): string[] {
  const lines = execFileSync('ss', ['-Hltnp']).toString().split('\n')
  return lines
    .filter((line) => line.includes(`pid=${pid},`))
    .map((line) => line.trim().split(/\s+/)[3]!)
    .sort()
}
