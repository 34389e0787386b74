// A host that asks who is there, with two people signed in to windows of their own.
import type { Page } from '@playwright/test'
import type { BuiltHost } from '../helpers/built-host.ts'
import { PASSWORD } from '../helpers/people.ts'
import { PRIMARY_CSR, ready, test as base, type OpenOptions } from './window.ts'

export const ADMIN_PASSWORD = 'a long enough password'

export interface Colleague {
  page: Page
  /** Calls the host as this person; throws when it refuses. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
}

interface People {
  /** Signs the person in, making the account of an editor when there is none, and opens the tracker with the most rows. */
  join(username: string, displayName: string, options?: OpenOptions): Promise<Colleague>
  admin: Omit<Colleague, 'page'>
}

async function signIn(host: BuiltHost, username: string, password: string): Promise<Colleague['api']> {
  const { access_token } = await host.api<{ access_token: string }>('POST', '/auth/login', { username, password })
  return async <T>(method: string, path: string, body?: unknown) => {
    const reply = await fetch(`${host.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access_token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
    const text = await reply.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
}

export const test = base.extend<People>({
  hostOptions: async ({}, use) => {
    await use({ flags: ['--demo'], password: ADMIN_PASSWORD })
  },

  admin: async ({ host }, use) => {
    await use({ api: await signIn(host, 'admin', ADMIN_PASSWORD) })
  },

  join: async ({ host, open, admin }, use) => {
    await use(async (username, display_name, options) => {
      await admin.api('POST', '/users/', {
        username,
        display_name,
        email: `${username}@example.org`,
        password: PASSWORD,
        role: 'EDITOR',
      })
      const api = await signIn(host, username, PASSWORD)
      const efforts = await api<{ id: number; database_release_label: string }[]>('GET', '/reporting-efforts/')
      const effort = efforts.find(({ database_release_label }) => database_release_label === PRIMARY_CSR.label)
      const page = await open({ route: `/effort/${effort!.id}/TLF`, ...options })
      await page.getByLabel('User name').fill(username)
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await ready(page)
      return { page, api }
    })
  },
})
export { expect } from './window.ts'
