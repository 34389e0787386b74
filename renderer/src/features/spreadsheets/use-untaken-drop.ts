// Files that are dropped on a screen on which nothing takes them: the window stays where it is, and for a spreadsheet it is
// said where it belongs, or why it is not taken.
import { useToast } from '@nuxt/ui/composables/useToast'
import { useEventListener } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import { useConnection } from '../../stores/connection.ts'
import { useSession } from '../../stores/session.ts'

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true

export function useUntakenDrop(): void {
  const { t } = useI18n()
  const toast = useToast()
  const connection = useConnection()
  const session = useSession()

  function words() {
    if (!session.canManage) return { title: t('import.refused'), description: t('import.refusedText.role') }
    if (!connection.canWrite) return { title: t('import.refused'), description: t('import.refusedText.reading') }
    return { title: t('import.untaken'), description: t('import.untakenText') }
  }

  function sayWhere(event: DragEvent) {
    if (event.defaultPrevented) return
    event.preventDefault()
    const names = [...(event.dataTransfer?.files ?? [])].map(({ name }) => name)
    if (!names.some((name) => /\.(xlsx|csv|tsv)$/i.test(name))) return
    toast.add({ id: 'untaken-drop', ...words(), icon: 'i-lucide-file-spreadsheet' })
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
