// People of the three roles on a host that asks for sign-in, each with tokens of their own.
import type { UserRole } from '../../shared/entities/user.ts'
import type { ApiReply, Host } from './host.ts'

/** The password of every account made here, and of the owner as startHost makes it. */
export const PASSWORD = 'a long password'
export const OWNER_PASSWORD = 'correct horse battery'

export interface Person {
  id: number
  username: string
  token: string
  refresh_token: string
  /** The header that signs a request. */
  as: { authorization: string }
  /** Calls the host as this person. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Signs in; rejects when the host refuses. */
export async function signIn(host: Host, username: string, password: string): Promise<Person> {
  const { status, body } = await host.api('POST', '/auth/login', { username, password })
  if (status !== 200) throw new Error(`${username} could not sign in: ${status} ${JSON.stringify(body)}`)
  const { access_token, refresh_token, user } = body as {
    access_token: string
    refresh_token: string
    user: { id: number }
  }
  const as = bearer(access_token)
  return {
    id: user.id,
    username,
    token: access_token,
    refresh_token,
    as,
    api: (method, path, sent, headers) => host.api(method, path, sent, { ...as, ...headers }),
  }
}

/** The owner of a test host, as startHost makes it. */
export const signInOwner = (host: Host) => signIn(host, 'owner', OWNER_PASSWORD)

/** Makes an account of that role and signs in with it. */
export async function newPerson(host: Host, owner: Person, username: string, role: UserRole): Promise<Person> {
  const account = { username, email: `${username}@example.org`, password: PASSWORD, role }
  const { status, body } = await owner.api('POST', '/users/', account)
  if (status !== 200) throw new Error(`${username} could not be created: ${status} ${JSON.stringify(body)}`)
  return signIn(host, username, PASSWORD)
}
