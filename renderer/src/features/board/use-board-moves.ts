// A card from being picked up to being put down: which columns take it, what is said meanwhile, and the one write at the end.
// A card that is put down stands in its new column at once, and goes back with the reason when the host refuses.
import { useToast } from '@nuxt/ui/composables/useToast'
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { statusColumn, type TrackerRole } from '../../../../shared/domain/workflow.ts'
import type { Tracker } from '../../../../shared/entities/tracker.ts'
import { sentenceOf } from '../../api/api-error.ts'
import { useConnection } from '../../stores/connection.ts'
import { useTrackerMoves } from '../../stores/tracker-moves.ts'
import { useWorkflowPolicy } from '../../stores/workflow-policy.ts'
import type { PendingRows } from '../tracker/bulk/pending-rows.ts'
import { expected } from '../tracker/bulk/row-patches.ts'
import type { TrackerRow } from '../tracker/tracker-row.ts'
import { nextTarget, statusIn, targetsOf, type LaneStatus, type Target } from './cards.ts'

interface Carried {
  row: TrackerRow
  from: LaneStatus
  targets: ReadonlyMap<LaneStatus, Target>
}

export interface BoardMoveOptions {
  lane: () => TrackerRole
  today: () => string
  pending: PendingRows
  /** The card stands, or is about to stand, in that column now. */
  onPut: (id: number) => void
}

export function useBoardMoves({ lane, today, pending, onPut }: BoardMoveOptions) {
  const { t } = useI18n()
  const toast = useToast()
  const connection = useConnection()
  const moves = useTrackerMoves()
  const policy = useWorkflowPolicy()
  const carried = shallowRef<Carried | null>(null)
  const over = ref<LaneStatus | null>(null)
  const failing = shallowRef<TrackerRow | null>(null)
  /** The last thing that happened to a card, for who does not see it. */
  const said = ref('')

  const nameOf = (status: LaneStatus) => t(`tracker.status.${status}`)
  const isOpen = (status: LaneStatus) =>
    status === carried.value?.from || !(policy.isStrict && carried.value?.targets.get(status)?.breach)

  /** @returns whether it is in the hand now */
  function pickUp(row: TrackerRow): boolean {
    if (!connection.canWrite) return false
    if (!row.tracker) {
      said.value = t('board.noTracker', { code: row.item.item_code })
      return false
    }
    const from = statusIn(row, lane())
    carried.value = { row, from, targets: new Map(targetsOf(row, lane(), today()).map((each) => [each.status, each])) }
    over.value = from
    said.value = t('board.pickedUp', { code: row.item.item_code, column: nameOf(from) })
    return true
  }
  function carryOver(status: LaneStatus | null) {
    over.value = status
  }
  /** To the next column that takes it, that way; says which ones do not, and why. */
  function step(direction: 1 | -1) {
    if (!carried.value || over.value === null) return
    const { status, passed } = nextTarget(lane(), over.value, direction, isOpen)
    const reasons = passed.map((each) =>
      t('board.closed', { column: nameOf(each), rule: carried.value!.targets.get(each)?.breach ?? '' }),
    )
    if (status) over.value = status
    const where = t(status ? 'board.over' : 'board.noFurther', { column: nameOf(over.value) })
    said.value = [where, ...reasons].join(' ')
  }
  function putBack() {
    if (carried.value) said.value = t('board.putBack', { code: carried.value.row.item.item_code })
    carried.value = null
    over.value = null
  }
  function drop() {
    const held = carried.value
    const status = over.value
    if (!held || status === null || status === held.from) return putBack()
    const breach = held.targets.get(status)?.breach
    carried.value = null
    over.value = null
    if (breach && policy.isStrict) {
      said.value = t('board.closed', { column: nameOf(status), rule: breach })
      toast.add({ title: t('board.notMoved', { code: held.row.item.item_code }), description: breach, color: 'error' })
    } else if (lane() === 'qc' && status === 'failed') failing.value = held.row
    else void put(held.row, status)
  }

  /** @returns whether the host took it */
  async function put(row: TrackerRow, status: LaneStatus, finding?: string): Promise<boolean> {
    const tracker = row.tracker!
    const code = row.item.item_code
    const patch = { [statusColumn[lane()]]: status } as Partial<Tracker>
    pending.show([expected({ id: row.id, tracker, patch, columns: [] }, today())])
    onPut(row.id)
    const column = nameOf(status)
    try {
      const words = t('board.step', { code, side: t(`work.role.${lane()}`), column })
      const { refused } = await moves.move(tracker, { ...patch, ...(finding && { finding }) }, words)
      said.value = refused ? t('board.notMoved', { code }) : t('board.moved', { code, column })
      if (refused) toast.add({ title: t('board.notMoved', { code }), description: refused, color: 'error' })
      return !refused
    } catch (error) {
      said.value = t('board.notMoved', { code })
      toast.add({ title: t('board.notMoved', { code }), description: sentenceOf(error), color: 'error' })
      return false
    } finally {
      pending.forget([tracker.id])
    }
  }

  return {
    carried,
    over,
    failing,
    said,
    pickUp,
    carryOver,
    step,
    drop,
    putBack,
    fail: async (finding: string) => failing.value !== null && (await put(failing.value, 'failed', finding)),
    /** What a column says while a card is carried: whether it takes it, and the rule that speaks against it. */
    stateOf: computed(() => (status: LaneStatus) => {
      if (!carried.value || status === carried.value.from) return null
      return { isOpen: isOpen(status), breach: carried.value.targets.get(status)?.breach ?? '' }
    }),
  }
}
