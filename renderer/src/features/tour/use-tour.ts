// The tour through a tracker: begun from the palette or the card that offers it, left at any stop, and over as soon as another
// screen is shown.
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useCollections } from '../../stores/collections.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'
import { stops } from './stops.ts'

export const useTour = defineStore('tour', () => {
  const { t } = useI18n()
  const router = useRouter()
  const collections = useCollections()
  const preferences = usePreferences()
  const session = useSession()
  /** Once taken or declined on this computer it is not offered any more. */
  const isSettled = useLocalStorage('pearl.tour-settled', false)
  const isRunning = ref(false)
  let leave: (() => void) | undefined

  const effortId = computed(() => {
    const { meta, params } = router.currentRoute.value
    if (meta.effort) return Number(params.id)
    const last = collections.reporting_efforts.get(preferences.lastEffort)
    return last?.id ?? collections.reporting_efforts.rows.keys().next().value ?? null
  })
  /** There is something to show. */
  const isPossible = computed(() => effortId.value !== null)
  const isOffered = computed(
    () =>
      !isSettled.value &&
      !isRunning.value &&
      isPossible.value &&
      session.place?.kind === 'workspace' &&
      session.place.throw_away,
  )

  async function start() {
    if (isRunning.value || effortId.value === null) return
    isRunning.value = true
    isSettled.value = true
    const to = { name: 'effort', params: { id: effortId.value, tab: 'TLF' } }
    const [{ runTour }] = await Promise.all([import('./run-tour.ts'), router.push(to)])
    const told = stops.map(({ name, selector, side }) => ({
      selector,
      side,
      title: t(`tour.stop.${name}.title`),
      text: t(`tour.stop.${name}.text`),
    }))
    const texts = {
      next: t('tour.next'),
      back: t('tour.back'),
      done: t('tour.done'),
      leave: t('tour.leave'),
      progress: t('tour.progress', { current: '{{current}}', total: '{{total}}' }),
    }
    const end = runTour(told, texts, () => {
      stopWatching()
      leave = undefined
      isRunning.value = false
    })
    const stopWatching = router.afterEach(() => end())
    leave = end
  }
  onScopeDispose(() => leave?.())

  const decline = () => void (isSettled.value = true)
  return { isPossible, isOffered, start, decline }
})
