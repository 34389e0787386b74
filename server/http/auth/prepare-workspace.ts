// The first start: a workspace gets its settings and the account of its owner. Later starts change nothing, except that a
// host which asks for a sign-in is never left without an administrator who can.
import path from 'node:path'
import { SYSTEM_ACTOR } from '../../../shared/actor.ts'
import { upstreamPassword, user } from '../../../shared/entities/user.ts'
import { workspace, WORKSPACE_ID } from '../../../shared/entities/workspace.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ServerConfig } from '../../config.ts'
import { readRow, readRows } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { removeCredentials, setPasswordHash, someAdminHasPassword } from './credentials.ts'
import { openPasswords, readablePassword, shortestPassword } from './passwords.ts'

type Config = Pick<ServerConfig, 'directory' | 'open' | 'launchSecret' | 'owner'>

/**
 * Prepares an opened store for use.
 * @returns the password that was made up because none was given, to be shown once; null otherwise
 * @throws AppError `invalid` when the password given is too short or too long
 */
export async function prepareWorkspace(store: Store, config: Config): Promise<string | null> {
  const isNew = readRows(store.db, user, '1 LIMIT 1').length === 0
  const needsPassword = !config.open && config.launchSecret === undefined && !someAdminHasPassword(store.db)
  const given = isNew || needsPassword ? config.owner.password : undefined
  const generated = needsPassword && given === undefined ? readablePassword() : null
  const hash = await hashed(given ?? generated, shortestPassword(config.open))

  store.transact(SYSTEM_ACTOR, (tx) => {
    if (!readRow(store.db, workspace, WORKSPACE_ID)) {
      tx.insert(workspace, { workspace_name: nameOf(config.directory), workflow_policy: 'strict' })
    }
    const { username, display_name } = config.owner
    if (isNew) tx.insert(user, { username, display_name, role: 'ADMIN' })
    if (hash !== undefined) {
      const [owner] = tx.rows(user, `role = 'ADMIN' AND is_active ORDER BY id LIMIT 1`)
      if (owner) setPasswordHash(tx.db, owner.id, hash)
    }
  })
  return generated
}

/**
 * Takes back the password that prepareWorkspace made up, when the start failed before anybody saw it: the next start makes
 * another one.
 */
export function withdrawGeneratedPassword(store: Store): void {
  store.transact(SYSTEM_ACTOR, (tx) => {
    for (const { id } of tx.rows(user, `role = 'ADMIN' AND is_active`)) removeCredentials(tx.db, id)
  })
}

async function hashed(password: string | null, shortest: number): Promise<string | undefined> {
  if (password === null) return undefined
  if (password.length < shortest || !upstreamPassword.safeParse(password).success) {
    throw new AppError(
      'invalid',
      `The password of the first account must have ${shortest} to 100 characters. Choose another one.`,
    )
  }
  const passwords = openPasswords(shortest)
  try {
    return await passwords.hash(password)
  } finally {
    await passwords.close()
  }
}

function nameOf(directory: string): string {
  const name = path.basename(directory)
  return name === '' || name.startsWith('.') ? 'PEARL workspace' : name.slice(0, 255)
}
