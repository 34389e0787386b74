// What was chosen lately, for this place and on this machine. A thing that leads somewhere is kept with its words, so that
// it can be offered again before its rows are here. A store, because the palette is gone before what it noted is written.
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { z } from 'zod'
import { placeKey } from '../../stores/preferences.ts'
import type { Entry } from './entries.ts'

const KEPT = 8
const kept = z.array(
  z.object({ key: z.string(), title: z.string(), detail: z.string(), icon: z.string(), to: z.string().nullable() }),
)
export type Recent = z.infer<typeof kept>[number]

function read(text: string): Recent[] {
  try {
    return kept.catch([]).parse(JSON.parse(text))
  } catch {
    // Not what this version wrote: begin anew.
    return []
  }
}

export const useRecents = defineStore('palette-recents', () => {
  const recents = useLocalStorage<Recent[]>(placeKey('palette'), [], {
    serializer: { read, write: (value) => JSON.stringify(value) },
  })
  function note({ key, title, detail = '', icon, to }: Entry) {
    const others = recents.value.filter((each) => each.key !== key)
    recents.value = [{ key, title, detail, icon, to: to?.() ?? null }, ...others].slice(0, KEPT)
  }
  return { recents, note }
})
