// The first start: the workspace's row and its owner. (Provisional until credentials are in place.)
import { SYSTEM_ACTOR } from '../../../shared/actor.ts'
import { user } from '../../../shared/entities/user.ts'
import { workspace, WORKSPACE_ID } from '../../../shared/entities/workspace.ts'
import type { ServerConfig } from '../../config.ts'
import type { Store } from '../../store/store.ts'

export async function prepareWorkspace(store: Store, config: ServerConfig): Promise<string | null> {
  store.transact(SYSTEM_ACTOR, (tx) => {
    if (!tx.find(workspace, WORKSPACE_ID)) tx.insert(workspace, { workspace_name: 'PEARL workspace' })
    if (tx.rows(user, '1 LIMIT 1').length === 0) tx.insert(user, { username: config.owner.username, role: 'ADMIN' })
  })
  return null
}
