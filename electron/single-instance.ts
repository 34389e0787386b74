// One program per profile: a second start hands its command line over to the first and ends.
import { app } from 'electron'
import { z } from 'zod'

/** Chromium rearranges command lines on their way; what was typed travels beside. */
const handedOver = z.object({ argv: z.array(z.string()), workingDirectory: z.string() })
export type Start = z.infer<typeof handedOver>

export const thisStart = (): Start => ({ argv: process.argv, workingDirectory: process.cwd() })

/**
 * @param onSecond told of every later start
 * @returns false when another program has the profile: this one is to end
 */
export function claimProfile(onSecond: (start: Start) => void): boolean {
  if (!app.requestSingleInstanceLock(thisStart())) return false
  app.on('second-instance', (_event, argv, workingDirectory, data) => {
    const told = handedOver.safeParse(data)
    onSecond(told.success ? told.data : { argv, workingDirectory })
  })
  return true
}
