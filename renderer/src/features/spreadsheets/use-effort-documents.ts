// What of an effort is saved as a document: its status report, and the files for SAS and R.
import { useToast } from '@nuxt/ui/composables/useToast'
import { useI18n } from 'vue-i18n'
import { today } from '../../../../shared/domain/days.ts'
import { sentenceOf } from '../../api/api-error.ts'
import { saveFile } from '../../api/save-file.ts'
import { useSession } from '../../stores/session.ts'

export function useEffortDocuments() {
  const { t } = useI18n()
  const session = useSession()
  const toast = useToast()

  /** What went wrong is said in a toast. */
  async function save(path: string): Promise<void> {
    try {
      const { name, file } = await session.client.download('GET', path)
      saveFile(name, file)
    } catch (error) {
      toast.add({ title: t('import.exportFailed'), description: sentenceOf(error), color: 'error' })
    }
  }
  return {
    saveReport: (effortId: number) => save(`/reporting-efforts/${effortId}/status-report?today=${today()}`),
    saveHandOff: (effortId: number, name: string) => save(`/reporting-efforts/${effortId}/hand-off/${name}`),
  }
}
