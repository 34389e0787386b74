// People of the three roles on a host that asks for sign-in, each with a token of their own.
import type { UserRole } from '../../shared/entities/user.ts'
import type { ApiReply, Host } from './host.ts'

const PASSWORD = 'a long password'

export interface Person {
  username: string
  token: string
  /** Calls the host as this person. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiReply>
}

/** Signs in; rejects when the host refuses. */
export async function signIn(host: Host, username: string, password: string): Promise<Person> {
  const { status, body } = await host.api('POST', '/auth/login', { username, password })
  if (status !== 200) throw new Error(`${username} could not sign in: ${status} ${JSON.stringify(body)}`)
  const token = (body as { access_token: string }).access_token
  return {
    username,
    token,
    api: (method, path, sent, headers) =>
      host.api(method, path, sent, { authorization: `Bearer ${token}`, ...headers }),
  }
}

/** The owner of a test host, as startHost makes it. */
export const signInOwner = (host: Host) => signIn(host, 'owner', 'correct horse battery')

/** Makes an account of that role and signs in with it. */
export async function newPerson(host: Host, owner: Person, username: string, role: UserRole): Promise<Person> {
  const account = { username, email: `${username}@example.org`, password: PASSWORD, role }
  const { status, body } = await owner.api('POST', '/users/', account)
  if (status !== 200) throw new Error(`${username} could not be created: ${status} ${JSON.stringify(body)}`)
  return signIn(host, username, PASSWORD)
}
