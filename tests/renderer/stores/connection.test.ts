// Whether anything can be written here and now, and since when not.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { FAREWELL_HOSTING_STOPPED } from '../../../shared/domain/hosting.ts'
import { ShellRefusal } from '../../../renderer/src/api/host.ts'
import type { UserRole } from '../../../shared/entities/user.ts'
import { useConnection } from '../../../renderer/src/stores/connection.ts'
import { useSession } from '../../../renderer/src/stores/session.ts'

const signIn = (role: UserRole) => (useSession().user = { id: 1, username: 'ann', role })
const waiting = (attempt: number) => ({ state: 'waiting' as const, attempt, retry_at: Date.now() + 1_000 })

beforeEach(() => setActivePinia(createPinia()))

describe('canWrite', () => {
  it('needs a line, a role that edits, and a workspace that is not a copy', () => {
    const connection = useConnection()
    signIn('EDITOR')
    expect(connection.canWrite).toBe(false)
    connection.setStatus({ state: 'live' })
    expect(connection.canWrite).toBe(true)
    connection.setStatus({ state: 'catching-up' })
    expect(connection.canWrite).toBe(true)
    useSession().readOnlyCopy = true
    expect(connection.canWrite).toBe(false)
    useSession().readOnlyCopy = false
    signIn('VIEWER')
    expect(connection.canWrite).toBe(false)
  })

  it('ends with the line, and the time of the break stays until it is back', () => {
    const connection = useConnection()
    signIn('ADMIN')
    connection.setStatus({ state: 'live' })
    connection.setStatus(waiting(1))
    const lostAt = connection.lostAt
    expect(connection.canWrite).toBe(false)
    expect(lostAt).toBeTypeOf('number')
    connection.setStatus({ state: 'connecting' })
    connection.setStatus(waiting(2))
    expect(connection.lostAt).toBe(lostAt)
    connection.setStatus({ state: 'live' })
    expect(connection).toMatchObject({ lostAt: null, canWrite: true })
  })
})

describe('what is said of the line', () => {
  it('is offline after three failed tries, not at the first', () => {
    const connection = useConnection()
    connection.setStatus({ state: 'live' })
    connection.setStatus(waiting(1))
    expect(connection.state).toBe('reconnecting')
    connection.setStatus(waiting(3))
    expect(connection.state).toBe('offline')
  })

  it('names the refusal of another key, after which it no longer tries', () => {
    const connection = useConnection()
    const refusal = { code: 'key_changed' as const, detail: 'Another key.' }
    connection.setStatus({ state: 'live' })
    connection.setStatus({ state: 'refused', reason: new ShellRefusal(refusal) })
    expect(connection).toMatchObject({ state: 'refused', refusal, retryAt: null, canWrite: false })
  })

  it('remembers that the host stopped hosting until it is back', () => {
    const connection = useConnection()
    connection.setStatus({ state: 'live' })
    connection.setFarewell(FAREWELL_HOSTING_STOPPED)
    connection.setStatus(waiting(1))
    expect(connection.hostingStopped).toBe(true)
    connection.setStatus({ state: 'live' })
    expect(connection.hostingStopped).toBe(false)
    connection.setFarewell('the host is closing')
    expect(connection.hostingStopped).toBe(false)
  })
})
