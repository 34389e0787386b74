// Writing a setting: at once, without a button to save; what cannot be written is said and shown as it still is.
import { useToast } from '@nuxt/ui/composables/useToast'
import { useI18n } from 'vue-i18n'
import type { SettingsPatch } from '../../../../shared/desktop.ts'
import { sentenceOf } from '../../api/api-error.ts'
import { useDesktop } from '../../stores/desktop.ts'

export function useSettingsChange() {
  const { t } = useI18n()
  const desktop = useDesktop()
  const toast = useToast()

  /** @returns whether it was written */
  return async function change(patch: SettingsPatch): Promise<boolean> {
    try {
      await desktop.changeSettings(patch)
      return true
    } catch (error) {
      toast.add({ title: t('settings.notSaved'), description: sentenceOf(error), color: 'error' })
      return false
    }
  }
}
