// People for tests of a host that asks for a sign-in: accounts with a password, and their tokens.
import type { UserRole } from '../../shared/entities/user.ts'
import type { Host } from './host.ts'

export const OWNER_PASSWORD = 'correct horse battery'
export const PASSWORD = 'a password for tests'

export interface Person {
  id: number
  username: string
  access_token: string
  refresh_token: string
  /** The header that signs a request. */
  as: { authorization: string }
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Signs in; fails the test when that is refused. */
export async function signIn(host: Host, username = 'owner', password = OWNER_PASSWORD): Promise<Person> {
  const { status, body } = await host.api('POST', '/auth/login', { username, password })
  if (status !== 200) throw new Error(`${username} could not sign in: ${status} ${JSON.stringify(body)}`)
  const { access_token, refresh_token, user } = body as Person & { user: { id: number } }
  return { id: user.id, username, access_token, refresh_token, as: bearer(access_token) }
}

/** Makes an account in the owner's name and signs it in. */
export async function addPerson(host: Host, owner: Person, username: string, role: UserRole): Promise<Person> {
  const account = { username, role, password: PASSWORD, email: `${username}@example.org` }
  const { status } = await host.api('POST', '/users/', account, owner.as)
  if (status !== 200) throw new Error(`The account ${username} could not be made: ${status}`)
  return signIn(host, username, PASSWORD)
}
