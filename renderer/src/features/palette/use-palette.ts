// Whether the palette or the list of keys stands open, and what the palette is asked to look for.
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const usePalette = defineStore('palette', () => {
  const shown = ref<'palette' | 'shortcuts' | null>(null)
  const toggle = (wanted: 'palette' | 'shortcuts') => (shown.value = shown.value === wanted ? null : wanted)
  return { shown, toggle, close: () => (shown.value = null) }
})
