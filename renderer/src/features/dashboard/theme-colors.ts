// The design's colours as the charts need them: read from the tokens that hold at the moment, and again when the theme turns.
import { useMutationObserver } from '@vueuse/core'
import { computed, ref } from 'vue'
import type { Stage } from '../../../../shared/domain/progress.ts'

/** The token of each stage. */
export const stageTokens: Readonly<Record<Stage, string>> = {
  not_started: '--control-line',
  in_progress: '--running',
  on_hold: '--held',
  in_qc: '--qc-edge',
  failed: '--failed',
  complete: '--done',
}

export function useThemeColors() {
  const turned = ref(0)
  useMutationObserver(document.documentElement, () => (turned.value += 1), { attributeFilter: ['class'] })
  return computed(() => {
    void turned.value
    const style = getComputedStyle(document.documentElement)
    return (token: string) => style.getPropertyValue(token).trim()
  })
}
