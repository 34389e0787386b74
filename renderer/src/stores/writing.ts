// The one way in which forms and lists write whole rows: create, update, remove. The host's answer goes into the collection
// at once, so that the person sees the own change without waiting for the feed. The tracker's cells write on their own.
import { defineStore } from 'pinia'
import { z } from 'zod'
import { rowOf, type Row } from '../api/shapes.ts'
import { i18n } from '../i18n/index.ts'
import { collectionOf, useCollections } from './collections.ts'
import { useSession } from './session.ts'

/** Where the rows of a collection are written, below the prefix of the interface. */
const paths: Record<string, string> = {
  studies: '/studies',
  database_releases: '/database-releases',
  reporting_efforts: '/reporting-efforts',
  text_elements: '/text-elements',
  saved_views: '/saved-views',
  tracker_tags: '/tracker-tags',
  users: '/users',
  packages: '/packages',
  package_items: '/packages/items',
  reporting_effort_items: '/reporting-effort-items',
}

/** What a row may be called by. */
const names = ['study_label', 'package_name', 'database_release_label', 'item_code', 'label', 'name', 'username']
const LONGEST_NAME = 40

/** What a step does, in words: `deletion of PEARL-301`. */
function stepOf(kind: 'created' | 'changed' | 'deleted', row: object): string {
  const fields = row as Record<string, unknown>
  const name = names.map((column) => fields[column]).find((value) => typeof value === 'string') ?? ''
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name
  return i18n.global.t(`undo.${kind}`, { name: short })
}

export const useWriting = defineStore('writing', () => {
  const collections = useCollections()
  const session = useSession()

  function pathOf(collection: string): string {
    const path = paths[collection]
    if (path === undefined) throw new Error(`There is no address at which rows of ${collection} are written.`)
    return path
  }

  const keep = <T extends Row>(collection: string, row: T): T => {
    const held = collectionOf(collections, collection)?.get(row.id)
    collectionOf(collections, collection)?.merge([{ ...held, ...row }])
    return row
  }

  /** Throws ApiError. */
  async function create<T extends Row>(collection: string, body: object, idempotencyKey: string): Promise<T> {
    const { data } = await session.client.post(`${pathOf(collection)}/`, rowOf<T>(), body, {
      idempotencyKey,
      step: stepOf('created', body),
    })
    return keep(collection, data)
  }

  /** @param patch the fields that change; `version` is that of the row they were changed in. Throws ApiError. */
  async function update<T extends Row>(
    collection: string,
    row: Row,
    patch: object,
    idempotencyKey: string,
  ): Promise<T> {
    const { data } = await session.client.put(`${pathOf(collection)}/${row.id}`, rowOf<T>(), {
      body: { ...patch, version: row.version },
      idempotencyKey,
      step: stepOf('changed', row),
    })
    return keep(collection, data)
  }

  /** Throws ApiError with the host's reason, e.g. what still uses the row. */
  async function remove(collection: string, row: Row, idempotencyKey: string): Promise<void> {
    const { id, version } = row
    await session.client.delete(`${pathOf(collection)}/${id}`, z.unknown(), {
      idempotencyKey,
      ifMatch: version,
      step: stepOf('deleted', row),
    })
    collectionOf(collections, collection)?.apply([{ id, row: null, version }])
  }

  return { create, update, remove }
})
