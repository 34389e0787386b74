// Loaded into every measured process before its own program (`node --import`), which stays as it is shipped: tells what the
// process has used of the processor and of memory.
import { setTimeout as delay } from 'node:timers/promises'
import { answer } from './answers.ts'

answer({
  /** Microseconds of all its threads, in user and system. */
  cpu() {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  /** Resident bytes once garbage is gone; needs --expose-gc. */
  async memory() {
    for (let times = 0; times < 3; times += 1) {
      globalThis.gc!()
      await delay(50)
    }
    return process.memoryUsage.rss()
  },
})
