// Reads and changes the workspace's one row of settings.
import { readWorkspace, updateWorkspace } from '../../../shared/actions/workspace.ts'
import { workspace, WORKSPACE_ID } from '../../../shared/entities/workspace.ts'
import { readRow } from '../../store/rows.ts'
import { reads, writes } from '../handler.ts'

export const workspaceHandlers = [
  reads(readWorkspace, ({ db }) => readRow(db, workspace, WORKSPACE_ID)),
  writes(updateWorkspace, (tx, { body: { version, ...patch } }) =>
    tx.update(workspace, WORKSPACE_ID, patch, { version }),
  ),
]
