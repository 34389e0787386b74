// What this person's window remembers on this machine: the last effort, which branches of the tree are open.
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'

export const usePreferences = defineStore('preferences', () => {
  const lastEffort = useLocalStorage<number | null>('pearl.last-effort', null, {
    serializer: { read: (text) => Number(text) || null, write: String },
  })
  const lastTab = useLocalStorage('pearl.last-tab', 'TLF')
  const expanded = useLocalStorage<string[]>('pearl.tree', [])
  const treeShown = useLocalStorage('pearl.tree-shown', true)
  return { lastEffort, lastTab, expanded, treeShown }
})
