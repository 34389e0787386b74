// What holds for every person: one name, one e-mail address, always an administrator left, and no deletion of somebody
// whose records outlive the account (protocol 2.4).
import type Database from 'better-sqlite3'
import { user, type User } from '../../../shared/entities/user.ts'
import { AppError } from '../../../shared/errors.ts'
import { prepared } from '../../db/statements.ts'
import { rulesFor } from '../../store/rules.ts'
import type { Transaction } from '../../store/store.ts'

export const userRules = rulesFor<typeof user>({
  entity: user,

  check(tx, { before, after }) {
    const { username, email } = after
    if (username !== before?.username && isTaken(tx, 'username = ?', username)) {
      throw new AppError('invalid', `Username '${username}' already exists`)
    }
    if (email != null && email !== before?.email && isTaken(tx, 'email = ?', email)) {
      throw new AppError('invalid', `Email '${email}' already exists`)
    }
    if (before && isActiveAdmin(before) && !isActiveAdmin(after)) expectAnotherAdmin(tx, before)
  },

  checkRemoval(tx, row) {
    if (isActiveAdmin(row)) expectAnotherAdmin(tx, row)
    const records = recordsOf(tx.db, row.id)
    if (records.length === 0) return
    throw new AppError(
      'in_use',
      `Cannot delete user '${row.username}': the name stands on ${records.join(', ')}. Deactivate the account instead (is_active: false).`,
      { used_by: records },
    )
  },
})

const isTaken = (tx: Transaction, condition: string, value: string) => tx.rows(user, condition, value).length > 0

const isActiveAdmin = ({ role, is_active }: Pick<User, 'role' | 'is_active'>) => role === 'ADMIN' && is_active

function expectAnotherAdmin(tx: Transaction, { id, username }: User): void {
  if (tx.rows(user, `role = 'ADMIN' AND is_active AND id <> ? LIMIT 1`, id).length > 0) return
  throw new AppError(
    'invalid',
    `'${username}' is the last active administrator. Give somebody else the role ADMIN first.`,
  )
}

/** What carries this person's name, e.g. `3 comment(s)`. */
function recordsOf(db: Database.Database, id: number): string[] {
  const counted = [
    ['comment(s)', 'SELECT count(*) AS n FROM tracker_comments WHERE user_id = @id OR resolved_by_user_id = @id'],
    [
      'assignment(s)',
      `SELECT count(*) AS n FROM reporting_effort_item_tracker
        WHERE production_programmer_id = @id OR qc_programmer_id = @id`,
    ],
    // Having signed in is nothing that others' records lean on.
    ['recorded change(s)', `SELECT count(*) AS n FROM changes WHERE actor_id = @id AND entity <> 'audit_events'`],
  ] as const
  return counted.flatMap(([kind, sql]) => {
    const { n } = prepared<{ n: number }>(db, sql).get({ id })!
    return n > 0 ? [`${n} ${kind}`] : []
  })
}
