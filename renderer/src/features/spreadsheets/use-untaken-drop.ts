// Files that are dropped on a screen on which nothing takes them: the window stays where it is, and for a spreadsheet it is
// said where it belongs.
import { useToast } from '@nuxt/ui/composables/useToast'
import { useEventListener } from '@vueuse/core'
import { useI18n } from 'vue-i18n'

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true

export function useUntakenDrop(): void {
  const { t } = useI18n()
  const toast = useToast()

  function sayWhere(event: DragEvent) {
    if (event.defaultPrevented) return
    event.preventDefault()
    const names = [...(event.dataTransfer?.files ?? [])].map(({ name }) => name)
    if (!names.some((name) => /\.(xlsx|csv|tsv)$/i.test(name))) return
    toast.add({
      id: 'untaken-drop',
      title: t('import.untaken'),
      description: t('import.untakenText'),
      icon: 'i-lucide-file-spreadsheet',
    })
  }

  useEventListener('dragover', (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault()
  })
  useEventListener(
    'drop',
    (event: DragEvent) => {
      if (!hasFiles(event)) return
      // The last to hear of it: after whatever of the screen may take it.
      window.removeEventListener('drop', sayWhere)
      window.addEventListener('drop', sayWhere, { once: true })
    },
    { capture: true },
  )
}
