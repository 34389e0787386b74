// Undo and redo as the person meets them: the keys, where no text is being typed; a word on what was taken back or why it
// was not; and a way back offered after what deletes or changes much. Used once, by the frame around every screen.
import { useToast } from '@nuxt/ui/composables/useToast'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useOffer, type Command } from '../../commands/commands.ts'
import { useUndo, type Direction, type Step } from '../../stores/undo.ts'

/** How long a way back is offered, and how long it is said what was done; milliseconds. */
const OFFERED_MS = 10_000
const SAID_MS = 3_000
const OUTCOME_ID = 'undo-outcome'

export function useUndoEverywhere() {
  const { t } = useI18n()
  const toast = useToast()
  const router = useRouter()
  const undo = useUndo()

  const command = (direction: Direction, step: Step | null): Command => ({
    id: direction,
    key: direction,
    title: step ? t(`undo.${direction}Step`, { step: step.text }) : t(`undo.${direction}`),
    icon: direction === 'undo' ? 'i-lucide-undo-2' : 'i-lucide-redo-2',
    isIdle: direction === 'undo' ? !undo.canUndo : !undo.canRedo,
    run: () => void undo[direction](),
  })
  useOffer(() => [command('undo', undo.next), command('redo', undo.nextRedo)])

  /** The step whose way back is offered: one at a time, and only as long as there is one. */
  let offered: string | null = null
  function withdraw() {
    if (offered !== null) toast.remove(offered)
    offered = null
  }
  function offer(step: Step) {
    offered = step.key
    toast.add({
      id: step.key,
      title: t('undo.recorded', { step: step.text }),
      icon: 'i-lucide-check',
      color: 'neutral',
      duration: OFFERED_MS,
      actions: [
        { label: t('undo.undo'), color: 'neutral', variant: 'outline', onClick: () => void undo.undoStep(step) },
      ],
    })
  }

  undo.onRecorded((step) => {
    withdraw()
    if (step.isLarge) offer(step)
  })
  undo.onDone(({ direction, step }) => {
    withdraw()
    toast.add({
      id: OUTCOME_ID,
      title: t(direction === 'undo' ? 'undo.undone' : 'undo.redone', { step: step.text }),
      icon: direction === 'undo' ? 'i-lucide-undo-2' : 'i-lucide-redo-2',
      color: 'neutral',
      duration: SAID_MS,
    })
    if (router.currentRoute.value.fullPath !== step.route) void router.push(step.route)
  })
  undo.onRefused(({ direction, step, reason }) => {
    toast.add({
      title: t(direction === 'undo' ? 'undo.notUndone' : 'undo.notRedone', { step: step.text }),
      description: reason.code === 'unreachable' ? t('undo.unreachable') : reason.message,
      icon: 'i-lucide-circle-alert',
      color: 'error',
      duration: 0,
    })
  })
}
