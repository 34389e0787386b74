// Whether the palette or the list of keys stands open, and what was typed for the palette before its line was there.
import { defineStore } from 'pinia'
import { ref } from 'vue'

const nothingTyped = () => ({ text: '', enter: false })

export const usePalette = defineStore('palette', () => {
  const shown = ref<'palette' | 'shortcuts' | null>(null)
  /** The line has the focus: keys reach it by themselves. */
  const isListening = ref(false)
  const ahead = ref(nothingTyped())

  function show(wanted: 'palette' | 'shortcuts' | null) {
    shown.value = wanted
    isListening.value = false
    ahead.value = nothingTyped()
  }
  const toggle = (wanted: 'palette' | 'shortcuts') => show(shown.value === wanted ? null : wanted)
  const close = () => show(null)

  /** @returns what was typed until now; from now on the line hears for itself */
  function listen() {
    isListening.value = true
    return ahead.value
  }
  return { shown, isListening, ahead, toggle, close, listen }
})
