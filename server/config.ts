// What a server is started with. The command line, the desktop shell and the tests all make one of these.
import type { WorkflowPolicy } from '../shared/domain/workflow-policy.ts'
import type { Recovery } from '../shared/recovery.ts'
import type { FeedLimits } from './feed/limits.ts'

export interface ServerConfig {
  /** Folder that holds the workspace file, its backups and the log. */
  directory: string
  /** TCP port on 127.0.0.1; 0 takes any free one. */
  port: number
  /** Anonymous requests act as the owner. Loopback only (architecture decision 4). */
  open: boolean
  /** Overrides the workspace's own workflow policy while this server runs; `--open` overrides with permissive. */
  policy?: WorkflowPolicy | undefined
  /** The window's per-launch secret; whoever presents it is the workspace's owner. */
  launchSecret?: string | undefined
  /** Who the owner of a new workspace is. */
  owner: { username: string; display_name?: string | undefined; password?: string | undefined }
  /** Loads the demo study when the workspace holds no study. */
  demo: boolean
  /** Log lines: a file in the workspace folder, standard error, or nowhere. */
  log: 'file' | 'stderr' | 'silent'
  logLevel?: string | undefined
  /** Shares the workspace on the network from the start; absent: only when its owner says so. */
  hosting?: { port: number; addresses?: string[] | undefined } | undefined
  /** Shares it again when it was shared as its program was killed; otherwise such a workspace starts unshared. */
  resumeHosting?: boolean | undefined
  /** A copy opened for reading: every write is refused. */
  readOnly?: boolean | undefined
  /** How long after the start the first copy is made by itself, in milliseconds; absent: 20 s. */
  backupDelay?: number | undefined
  /** How long after the start the history is held against its hashes, in milliseconds; absent: 3 s. */
  chainCheckDelay?: number | undefined
  /** Figures of the feed other than the usual ones. */
  feedLimits?: Partial<FeedLimits> | undefined
  /** What somebody chose to do about a workspace that is damaged; done before it is opened. */
  recovery?: Recovery | undefined
  /** Something about the surroundings that whoever reads the log should know; written at start. */
  note?: string | undefined
}
