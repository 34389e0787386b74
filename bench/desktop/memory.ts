// The memory of a process and all that it started, as the kernel counts it: shared pages are divided among those who share
// them (PSS), so that the sum counts each once. Linux only.
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Kilobytes. @throws Error on a system without /proc */
export async function memoryOf(root: number): Promise<number> {
  const sizes = await Promise.all((await familyOf(root)).map(pssOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function familyOf(root: number): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const file of globSync('/proc/[0-9]*/stat')) {
    const stat = await readFile(file, 'utf8').catch(() => '')
    // The name in parentheses may hold anything; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ')[2])
    if (stat !== '') parents.set(Number.parseInt(stat, 10), parent)
  }
  const family = [root]
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child)
  }
  return family
}

async function pssOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0)
}
