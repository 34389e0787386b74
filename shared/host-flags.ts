// The flags that a host is started with, the same with a window and without: what each is, and what its text must be.
import type { WorkflowPolicy } from './entities/workspace.ts'
import { AppError } from './errors.ts'

/** In the form that `parseArgs` of node:util takes. */
export const hostFlags = {
  port: { type: 'string' },
  data: { type: 'string' },
  demo: { type: 'boolean', default: false },
  open: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
} as const

/** The number of a TCP port. @throws AppError `invalid` */
export function portOf(text: string): number {
  const port = Number(text)
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('invalid', `--port must be a whole number from 0 to 65535, not "${text}".`)
  }
  return port
}

/** The policy that the flags ask for; undefined leaves it to the workspace. */
export function policyOf(flags: { open: boolean; strict: boolean }): WorkflowPolicy | undefined {
  if (flags.strict) return 'strict'
  return flags.open ? 'permissive' : undefined
}
