// Saves what a person sees of a list as a file: these columns, these rows, in this order.
import { useToast } from '@nuxt/ui/composables/useToast'
import { useI18n } from 'vue-i18n'
import type { ImportSubject } from '../../../../shared/spreadsheets/subjects.ts'
import { sentenceOf } from '../../api/api-error.ts'
import { saveFile } from '../../api/save-file.ts'
import { useSession } from '../../stores/session.ts'

export interface ExportWanted {
  subject: ImportSubject
  owner_id: number | null
  /** Keys of the list's columns; all when absent. */
  columns?: readonly string[]
  /** All when absent. */
  ids?: readonly number[]
}

export function useExport() {
  const { t } = useI18n()
  const session = useSession()
  const toast = useToast()

  /** What went wrong is said in a toast. */
  async function exportList(wanted: ExportWanted, format: 'xlsx' | 'csv'): Promise<void> {
    try {
      const { name, file } = await session.client.download('POST', '/exports', { ...wanted, format })
      saveFile(name, file)
    } catch (error) {
      toast.add({ title: t('import.exportFailed'), description: sentenceOf(error), color: 'error' })
    }
  }
  return { exportList }
}
