// The commands that are there on every screen, and the keys of them all. Used once, by the frame.
import { useColorMode } from '@vueuse/core'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { textElementTypes } from '../../../../shared/entities/text-element.ts'
import { useOffer, type Command } from '../../commands/commands.ts'
import { useCommandKeys } from '../../commands/use-command-keys.ts'
import { densities, useDensity } from '../../composables/density.ts'
import { useConnection } from '../../stores/connection.ts'
import { useDesktop } from '../../stores/desktop.ts'
import { useHosting } from '../../stores/hosting.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'
import { ADD } from './asked-for.ts'
import { useTour } from '../tour/use-tour.ts'
import { usePalette } from './use-palette.ts'

export function useFrameCommands() {
  const { t } = useI18n()
  const router = useRouter()
  const connection = useConnection()
  const desktop = useDesktop()
  const hosting = useHosting()
  const preferences = usePreferences()
  const session = useSession()
  const palette = usePalette()
  const tour = useTour()
  const mode = useColorMode({ emitAuto: true })
  const { density } = useDensity()

  const leadingTo =
    (name: string, params = {}, query = {}) =>
    () =>
      void router.push({ name, params, query })
  const themes = (['light', 'dark', 'auto'] as const).map((name) => ({
    name,
    icon: { auto: 'i-lucide-sun-moon', light: 'i-lucide-sun', dark: 'i-lucide-moon' }[name],
  }))

  const always = computed((): Command[] => [
    {
      id: 'palette',
      key: 'palette',
      title: t('palette.open'),
      icon: 'i-lucide-search',
      run: () => palette.toggle('palette'),
    },
    {
      id: 'shortcuts',
      key: 'shortcuts',
      title: t('shortcuts.title'),
      icon: 'i-lucide-keyboard',
      run: () => palette.toggle('shortcuts'),
    },
    ...(tour.isPossible
      ? [
          {
            id: 'tour',
            title: t('tour.command'),
            icon: 'i-lucide-telescope',
            words: t('tour.words'),
            run: () => void tour.start(),
          },
        ]
      : []),
    ...themes
      .filter(({ name }) => name !== mode.value)
      .map(({ name, icon }) => ({
        id: `theme-${name}`,
        title: t(`commands.theme.${name}`),
        icon,
        words: t('commands.theme.words'),
        run: () => void (mode.value = name),
      })),
    ...densities
      .filter((name) => name !== density.value)
      .map((name) => ({
        id: `density-${name}`,
        title: t(`commands.density.${name}`),
        icon: 'i-lucide-rows-3',
        words: t('commands.density.words'),
        run: () => void (density.value = name),
      })),
    ...(router.currentRoute.value.meta.tree === true
      ? [
          {
            id: 'tree',
            title: t(preferences.treeShown ? 'app.hideTree' : 'app.showTree'),
            icon: 'i-lucide-panel-left',
            run: () => void (preferences.treeShown = !preferences.treeShown),
          },
        ]
      : []),
  ])

  const creating = computed((): Command[] => {
    if (!session.canManage || !connection.canWrite) return []
    return [
      {
        id: 'add-study',
        title: t('commands.add.study'),
        icon: 'i-lucide-folder-plus',
        run: leadingTo('studies', {}, ADD),
      },
      {
        id: 'add-package',
        title: t('commands.add.package'),
        icon: 'i-lucide-package-plus',
        run: leadingTo('packages', {}, ADD),
      },
      ...textElementTypes.map((type) => ({
        id: `add-${type}`,
        title: t(`commands.add.${type}`),
        icon: 'i-lucide-type',
        run: leadingTo('texts', { type }, ADD),
      })),
    ]
  })

  const ofDesktop = computed((): Command[] => {
    const host = {
      id: 'hosting',
      title: t(hosting.state?.hosting ? 'places.hosting' : 'places.host'),
      icon: 'i-lucide-radio-tower',
      run: leadingTo('hosting'),
    }
    const hostCommands = hosting.applies ? [host] : []
    if (!desktop.isHere) return hostCommands
    return [
      ...hostCommands,
      { id: 'join', title: t('places.join'), icon: 'i-lucide-log-in', run: () => void (desktop.joining = '') },
      {
        id: 'open-workspace',
        title: t('places.elsewhere'),
        icon: 'i-lucide-folder-open',
        run: () => void desktop.workElsewhere(),
      },
      {
        id: 'open-copy',
        title: t('places.openCopy'),
        icon: 'i-lucide-book-open',
        run: () => void desktop.openForReading(),
      },
      {
        id: 'new-window',
        title: t('places.newWindow'),
        icon: 'i-lucide-app-window',
        run: () => void desktop.command('new-window'),
      },
    ]
  })

  useOffer(() => [...always.value, ...creating.value, ...ofDesktop.value])
  useCommandKeys()
}
