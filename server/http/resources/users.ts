// People (protocol 2.4). A password is hashed before the transaction and stored with the row, where no list, event or audit
// entry shows it; setting one signs the person out everywhere else.
import { user } from '../../../shared/entities/user.ts'
import { recordEvent } from '../../features/audit-events/record.ts'
import { removeCredentials, setPasswordHash } from '../auth/credentials.ts'
import { resourceFor } from '../resource.ts'

export const userResource = resourceFor<typeof user>({
  entity: user,
  path: '/users',
  idName: 'user_id',
  policies: { read: 'viewer', create: 'admin', update: 'admin', remove: 'admin' },
  order: 'username',
  createdStatus: 200,
  removed: 'row',

  async prepare(body, { authentication: { passwords, sessions } }) {
    const { password, must_change_password, ...values } = body as {
      password?: string | null
      must_change_password?: boolean
    }
    if (typeof password !== 'string') return { body: values }
    const hash = await passwords.hash(password)
    return {
      body: values,
      also(tx, id) {
        setPasswordHash(tx.db, id, hash, must_change_password)
        recordEvent(tx, { kind: 'password_reset', about: tx.get(user, id) })
        sessions.endAllOf(id, tx.actor.session_id)
      },
    }
  },

  remove(tx, id, options) {
    const row = tx.remove(user, id, options)
    removeCredentials(tx.db, id)
    return row
  },
})
