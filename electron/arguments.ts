// Reads the command line of the desktop program: the flags of `npm start`, after whatever Electron and Chromium take for
// themselves. A flag that is not known is refused, so that a misspelt one never passes for its default.
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { WorkflowPolicy } from '../shared/entities/workspace.ts'
import { AppError } from '../shared/errors.ts'
import { hostFlags, policyOf, portOf } from '../shared/host-flags.ts'

export interface Arguments {
  /** Folder of the workspace, absolute. */
  directory: string
  /** 0 for any free port. */
  port: number
  demo: boolean
  open: boolean
  policy: WorkflowPolicy | undefined
}

export interface Surroundings {
  /** Folder of the application; what stands before it on the command line is Electron's. */
  applicationFolder: string
  /** In a packaged program the executable is the application, and switches of Chromium may stand among our flags. */
  isPackaged: boolean
  defaultDirectory: string
}

const options = { ...hostFlags, port: { ...hostFlags.port, default: '0' } } as const

/**
 * @param argv as Node gives it, the executable first
 * @throws AppError `invalid` with a sentence that names the flag
 */
export function readArguments(argv: readonly string[], surroundings: Surroundings): Arguments {
  const { data, port, demo, open, strict } = parse(ours(argv, surroundings))
  return {
    directory: data === undefined ? surroundings.defaultDirectory : path.resolve(data),
    port: portOf(port),
    demo,
    open,
    policy: policyOf({ open, strict }),
  }
}

function ours(argv: readonly string[], { applicationFolder, isPackaged }: Surroundings): string[] {
  if (isPackaged) return onlyKnown(argv.slice(1))
  return argv.slice(argv.findIndex((text, index) => index > 0 && path.resolve(text) === applicationFolder) + 1)
}

function onlyKnown(args: string[]): string[] {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true })
  return tokens.flatMap((token) => {
    if (token.kind !== 'option' || !Object.hasOwn(options, token.name)) return []
    return token.value === undefined ? [token.rawName] : [`${token.rawName}=${token.value}`]
  })
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const known = Object.keys(options).map((name) => `--${name}`)
    throw new AppError('invalid', `The command line is not understood: ${reason}. The flags are ${known.join(', ')}.`)
  }
}
