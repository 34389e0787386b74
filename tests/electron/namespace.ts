// Runs the desktop program in a network namespace of its own and counts what it sends: the kernel's own counters see every
// packet of every process in it, whoever sent it and however. Linux only.
import { spawn, spawnSync } from 'node:child_process'

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
