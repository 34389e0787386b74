// One program per profile: a second start hands what it was asked for over to the first and ends.
import { app } from 'electron'
import { z } from 'zod'
import { workflowPolicies } from '../shared/domain/workflow-policy.ts'
import type { Arguments } from './arguments.ts'

/** Chromium rearranges command lines on their way; what has been read from one travels beside. */
const handedOver = z.object({
  workspace: z
    .object({
      directory: z.string(),
      port: z.int(),
      demo: z.boolean(),
      open: z.boolean(),
      policy: z.enum(workflowPolicies).optional(),
    })
    .nullable(),
  links: z.array(z.string()),
  files: z.array(z.string()),
})

/**
 * @param asked by this start
 * @param onSecond told what every later start was asked for
 * @returns false when another program has the profile: this one is to end
 */
export function claimProfile(asked: Arguments, onSecond: (asked: Arguments) => void): boolean {
  if (!app.requestSingleInstanceLock(asked)) return false
  app.on('second-instance', (_event, _argv, _workingDirectory, data) => {
    const told = handedOver.safeParse(data)
    const { workspace, links, files } = told.success ? told.data : { workspace: null, links: [], files: [] }
    onSecond({ workspace: workspace && { ...workspace, policy: workspace.policy }, links, files })
  })
  return true
}
