// A host that is killed while others are on it: shared again at the next start where that is wanted, on the same address and
// port and with the same key; one that was stopped in order is not.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startHost } from '../helpers/host.ts'
import { runCommand } from '../helpers/host-process.ts'
import { fingerprintAt } from '../helpers/network-client.ts'

const ADDRESS = '127.0.0.3'

/** Runs a host on `ADDRESS` until it has said where it listens, then ends it by that signal. */
async function hostAndEnd(directory: string, signal: NodeJS.Signals): Promise<{ port: number; fingerprint: string }> {
  let port = 0
  let ready: (fingerprint: string) => void
  const said = new Promise<string>((resolve) => (ready = resolve))
  const flags = ['--data', directory, '--port', '0', '--host', '--host-port', '0', '--host-address', ADDRESS]
  const child = runCommand(['serve', ...flags], (line) => {
    port = Number(/^Hosting at https:\/\/[\d.]+:(\d+)$/.exec(line)?.[1] ?? port)
    const fingerprint = /^Fingerprint of the host's key: ([0-9a-f]{64})$/.exec(line)?.[1]
    if (fingerprint !== undefined) ready(fingerprint)
  })
  const fingerprint = await said
  const over = once(child, 'exit')
  child.kill(signal)
  await over
  return { port, fingerprint }
}

async function folder(): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'pearl-hosting-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}

test('killed: it is shared again, where it was and with its key', async () => {
  const directory = await folder()
  const before = await hostAndEnd(directory, 'SIGKILL')
  const host = await startHost({ directory, open: false, resumeHosting: true })
  try {
    expect(host.server.hosting()).toMatchObject({ hosting: true, port: before.port, fingerprint: before.fingerprint })
    expect(await fingerprintAt(ADDRESS, before.port)).toBe(before.fingerprint)
  } finally {
    await host.close()
  }
})

test('killed, and not wanted again: it is unshared and says so', async () => {
  const directory = await folder()
  await hostAndEnd(directory, 'SIGKILL')
  const host = await startHost({ directory, open: false })
  try {
    expect(host.server.hosting().hosting).toBe(false)
  } finally {
    await host.close()
  }
})

test('stopped in order: it stays unshared', async () => {
  const directory = await folder()
  await hostAndEnd(directory, 'SIGTERM')
  const host = await startHost({ directory, open: false, resumeHosting: true })
  try {
    expect(host.server.hosting().hosting).toBe(false)
  } finally {
    await host.close()
  }
})
