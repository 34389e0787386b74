// Runs the desktop program in a network namespace of its own and counts what it sends: the kernel's own counters see every
// packet of every process in it, whoever sent it and however. Linux only.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** What the namespace has besides loopback. `up` is a link with an address and a route to everywhere, to which nobody answers. */
export type Link = 'none' | 'up'

export interface Ran {
  code: number | null
  output: string
  /** Packets that left by the link; address resolution counts too. */
  sent: number
}

const isRoot = process.getuid?.() === 0
const unshare = ['unshare', ...(isRoot ? [] : ['--map-root-user']), '--net']

const set: Record<Link, string> = {
  none: 'ip link set lo up',
  // Without a link-local address the kernel has nothing to announce by itself.
  up: `ip link set lo up
    ip link add out0 type veth peer name out1
    ip link set out0 addrgenmode none; ip link set out1 addrgenmode none
    ip addr add 10.99.0.2/24 dev out0
    ip link set out0 up; ip link set out1 up
    ip route add default via 10.99.0.1 dev out0`,
}

/** Why namespaces cannot be made here, null when they can. */
export function namespacesMissing(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux'
  const { status } = spawnSync('unshare', [...unshare.slice(1), 'sh', '-c', set.up])
  return status === 0 ? null : 'this account may not make network namespaces here'
}

/** Runs a program to its end in a new namespace with that link. */
export async function runInNamespace(link: Link, command: readonly string[]): Promise<Ran> {
  const script = `set -e
    ${set[link]}
    set +e
    "$@"; code=$?
    echo; echo "sent: $(sed -n 's/^ *out0: *//p' /proc/net/dev)"
    exit $code`
  const child = spawn(unshare[0]!, [...unshare.slice(1), 'sh', '-c', script, 'sh', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  // Columns of /proc/net/dev: eight of receiving, then bytes and packets sent.
  const counters = /^sent: (.+)$/m.exec(output)?.[1]?.trim().split(/\s+/)
  return { code, output, sent: Number(counters?.[9] ?? 0) }
}

/** Two machines that see each other and nobody else: the command that enters each, and its address. */
export interface TwoMachines {
  here: Machine
  there: Machine
  close(): Promise<void>
}
export interface Machine {
  address: string
  /** Runs what follows it on this machine. */
  within: readonly string[]
}

/** Why two networks cannot be joined by a line here, null when they can: it takes the rights of the whole machine. */
export const twoMachinesMissing = (): string | null =>
  namespacesMissing() ?? (isRoot ? null : 'only root joins two network namespaces by a line')

/** Two network namespaces with a line between them. */
export async function connectTwoMachines(): Promise<TwoMachines> {
  const holders = await Promise.all([holdNamespace(), holdNamespace()])
  const [here, there] = holders.map(({ pid }) => pid!)
  run('ip', [
    'link',
    'add',
    'line',
    'netns',
    String(here),
    'type',
    'veth',
    'peer',
    'name',
    'line',
    'netns',
    String(there),
  ])
  const machines = [here!, there!].map((pid, index): Machine => {
    const address = `10.99.7.${index + 1}`
    const within = ['nsenter', `--net=/proc/${pid}/ns/net`]
    run('nsenter', [...within.slice(1), 'sh', '-ec', `ip addr add ${address}/24 dev line; ip link set line up`])
    return { address, within }
  })
  return {
    here: machines[0]!,
    there: machines[1]!,
    close: async () => void (await Promise.all(holders.map(letGo))),
  }
}

/** Gives one of two machines one more address on the line between them, as another network does. */
export const addAddress = ({ within: [enter, ...rest] }: Machine, address: string): void =>
  run(enter!, [...rest, 'ip', 'addr', 'add', address, 'dev', 'line'])

/** A network of its own with nobody else in it, where every port is one of the program under test. */
export async function ownNetwork(): Promise<Machine & { close(): Promise<void> }> {
  const holder = await holdNamespace(set.up)
  return {
    address: '10.99.0.2',
    within: ['nsenter', `--net=/proc/${holder.pid}/ns/net`],
    close: () => letGo(holder),
  }
}

/** A namespace lives as long as a process in it: this one until its input ends. */
async function holdNamespace(script = set.none) {
  const holder = spawn(unshare[0]!, [...unshare.slice(1), 'sh', '-ec', `${script}\n echo held; exec cat`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(holder.stdout, 'data')
  return holder
}

async function letGo(holder: Awaited<ReturnType<typeof holdNamespace>>): Promise<void> {
  const ended = once(holder, 'exit')
  holder.stdin.end()
  await ended
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}
