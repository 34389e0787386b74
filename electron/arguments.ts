// Reads the command line of the desktop program: the flags of `npm start`, after whatever Electron and Chromium take for
// themselves, and what the system hands over to be opened. A flag that is not known is refused, so that a misspelt one never
// passes for its default.
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { WorkflowPolicy } from '../shared/domain/workflow-policy.ts'
import { AppError } from '../shared/errors.ts'
import { hostFlags, policyOf, portOf } from '../shared/host-flags.ts'
import { isCopyFile, isDeepLink } from './deep-links.ts'

export interface Arguments {
  /** The workspace that the flags ask for; null when they ask for none, and the last place is opened. */
  workspace: AskedWorkspace | null
  /** `pearl://` addresses and files of copies (absolute paths), to be opened in a window. */
  links: string[]
  files: string[]
}

export interface AskedWorkspace {
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
  /** Folder that the command was given in. */
  workingDirectory: string
}

const options = { ...hostFlags, port: { ...hostFlags.port, default: '0' } } as const

/**
 * @param argv as Node gives it, the executable first
 * @throws AppError `invalid` with a sentence that names the flag
 */
export function readArguments(argv: readonly string[], surroundings: Surroundings): Arguments {
  const given = ours(argv, surroundings)
  const links = given.filter(isDeepLink)
  const files = given.filter(isCopyFile)
  const flags = given.filter((text) => !isDeepLink(text) && !isCopyFile(text))
  const { data, port, demo, open, strict } = parse(flags)
  const resolve = (file: string) => path.resolve(surroundings.workingDirectory, file)
  const workspace = {
    directory: data === undefined ? surroundings.defaultDirectory : resolve(data),
    port: portOf(port),
    demo,
    open,
    policy: policyOf({ open, strict }),
  }
  return { workspace: flags.length > 0 ? workspace : null, links, files: files.map(resolve) }
}

function ours(argv: readonly string[], { applicationFolder, isPackaged, workingDirectory }: Surroundings): string[] {
  if (isPackaged) return onlyKnown(argv.slice(1))
  const isApplication = (text: string, index: number) =>
    index > 0 && path.resolve(workingDirectory, text) === applicationFolder
  return argv.slice(argv.findIndex(isApplication) + 1)
}

function onlyKnown(args: string[]): string[] {
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true })
  return tokens.flatMap((token) => {
    if (token.kind === 'positional') return isDeepLink(token.value) || isCopyFile(token.value) ? [token.value] : []
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
