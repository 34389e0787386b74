// Puts the focus on the first field of a dialog, once the dialog has put it on its own first control, which closes it.
import { onMounted, type Ref } from 'vue'

/** @param selector the first match inside `content` gets the focus */
export function useFocusFirst(content: Ref<HTMLElement | null>, selector = 'input, textarea, button'): void {
  onMounted(() => setTimeout(() => content.value?.querySelector<HTMLElement>(selector)?.focus()))
}
