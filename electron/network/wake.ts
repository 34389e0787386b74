// Notices that a broken line may be whole again: the machine woke up, was unlocked, or has other network addresses.
import { powerMonitor } from 'electron'
import os from 'node:os'

/** How often the addresses are compared, in milliseconds; systems do not tell of a change in one common way. */
const LOOK_EVERY = 3_000

/** @param onWake called at every such moment */
export function watchForWaking(onWake: () => void): void {
  powerMonitor.on('resume', onWake)
  powerMonitor.on('unlock-screen', onWake)
  let known = addresses()
  setInterval(() => {
    const now = addresses()
    if (now === known) return
    known = now
    onWake()
  }, LOOK_EVERY).unref()
}

const addresses = () =>
  Object.values(os.networkInterfaces())
    .flatMap((each) => each?.map(({ address }) => address) ?? [])
    .sort()
    .join(' ')
