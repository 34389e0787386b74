// The flags that a host is started with, the same with a window and without: what each is, and what its text must be.
import type { WorkflowPolicy } from './domain/workflow-policy.ts'
import { HOSTING_PORT } from './domain/hosting.ts'
import { AppError } from './errors.ts'

/** In the form that `parseArgs` of node:util takes. */
export const hostFlags = {
  port: { type: 'string' },
  data: { type: 'string' },
  demo: { type: 'boolean', default: false },
  open: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  host: { type: 'boolean', default: false },
  'host-port': { type: 'string' },
  'host-address': { type: 'string', multiple: true },
} as const

/** The number of a TCP port. @param flag that it was given by @throws AppError `invalid` */
export function portOf(text: string, flag = '--port'): number {
  const port = Number(text)
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('invalid', `${flag} must be a whole number from 0 to 65535, not "${text}".`)
  }
  return port
}

/** The policy that the flags ask for; undefined leaves it to the workspace. */
export function policyOf(flags: { open: boolean; strict: boolean }): WorkflowPolicy | undefined {
  if (flags.strict) return 'strict'
  return flags.open ? 'permissive' : undefined
}

/**
 * How the workspace is shared from the start, as the flags ask for it; undefined leaves it unshared.
 * @throws AppError `invalid`
 */
export function hostingOf(flags: {
  host: boolean
  'host-port'?: string | undefined
  'host-address'?: string[] | undefined
}): { port: number; addresses?: string[] | undefined } | undefined {
  const { host, 'host-port': port, 'host-address': addresses } = flags
  if (!host) {
    if (port === undefined && addresses === undefined) return undefined
    throw new AppError('invalid', '--host-port and --host-address need --host: add it, or leave them out.')
  }
  return { port: port === undefined ? HOSTING_PORT : portOf(port, '--host-port'), addresses }
}
