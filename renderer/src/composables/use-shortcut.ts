// Whether a key goes into a text, and what leads to the field that narrows a screen.
import { useI18n } from 'vue-i18n'
import { useOffer } from '../commands/commands.ts'

/** Whether the key press goes into a text. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** `/`, and Ctrl+F or Cmd+F, which finds in rows that are not drawn too. */
export function useFind(run: () => void) {
  const { t } = useI18n()
  useOffer(() => [{ id: 'find', key: 'find', title: t('commands.find'), icon: 'i-lucide-list-filter', run }])
}
