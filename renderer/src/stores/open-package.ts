// The open package: its items with their footnotes and acronyms, kept up to date by the feed.
import { defineStore } from 'pinia'
import { packageTables } from '../api/shapes.ts'
import { useCollections } from './collections.ts'
import { createOpenedPart } from './opened-part.ts'
import { useSession } from './session.ts'

const ofItem = { column: 'package_item_id', collection: 'package_items' }

export const useOpenPackage = defineStore('open-package', () => {
  const collections = useCollections()
  const session = useSession()
  return createOpenedPart(collections, {
    names: collections.packageNames,
    ownerColumn: 'package_id',
    parents: { package_item_footnotes: ofItem, package_item_acronyms: ofItem },
    async read(id, signal) {
      const { data } = await session.client.get(`/packages/${id}/tables`, packageTables, { signal })
      return { tables: data.tables, since: [] }
    },
  })
})
