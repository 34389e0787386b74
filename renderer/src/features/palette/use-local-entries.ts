// What the palette finds without asking: commands, screens, efforts, the items of the open one, views, people, and the
// library. Only what this person may use now.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import type { ReportingEffortItem } from '../../../../shared/entities/reporting-effort-item.ts'
import { bindingOf, bindings } from '../../commands/bindings.ts'
import { useCommands } from '../../commands/commands.ts'
import { itemLink } from '../../composables/item-link.ts'
import { useCollections } from '../../stores/collections.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { useSession } from '../../stores/session.ts'
import { useScreens } from '../frame/use-screens.ts'
import { nameOf } from '../tracker/tracker-row.ts'
import { comparableOf, type Comparable, type Entry, type EntryGroup } from './entries.ts'
import { usePalette } from './use-palette.ts'

type Compared = readonly [Entry, Comparable]
const compared = (entry: Entry): Compared => [entry, comparableOf(entry)]

export function useLocalEntries() {
  const { t } = useI18n()
  const router = useRouter()
  const collections = useCollections()
  const preferences = usePreferences()
  const session = useSession()
  const store = useCommands()
  const palette = usePalette()
  const screens = useScreens()

  function leading(group: EntryGroup, key: string, icon: string, to: RouteLocationRaw, words: Partial<Entry>): Entry {
    const run = () => void router.push(to)
    return { key, group, icon, title: '', ...words, to: () => router.resolve(to).fullPath, run }
  }

  const commands = computed(() =>
    store.commands
      .filter(({ isIdle, key }) => !isIdle && key !== 'palette')
      .map(({ id, title, icon, words, key, run }): Entry => {
        const chord = key && bindingOf(key).chords[0]
        return {
          key: `command-${id}`,
          group: 'commands',
          title,
          icon,
          run,
          ...(words && { words }),
          ...(chord && { chord }),
        }
      })
      .map(compared),
  )

  const screenEntries = computed(() =>
    screens.value
      .map(({ name, icon }) => leading('screens', `screen-${name}`, icon, { name }, { title: t(`screens.${name}`) }))
      .map(compared),
  )

  const pathOf = (effortId: number): string[] => {
    const effort = collections.reporting_efforts.rows.get(effortId)
    const release = effort && collections.database_releases.rows.get(effort.database_release_id)
    const study = effort && collections.studies.rows.get(effort.study_id)
    return [study?.study_label, release?.database_release_label].filter((label) => label !== undefined)
  }
  const efforts = computed(() =>
    [...collections.reporting_efforts.rows.values()]
      .map(({ id, database_release_label: title }) => {
        const to = { name: 'effort', params: { id, tab: preferences.lastTab } }
        return leading('efforts', `reporting_efforts-${id}`, 'i-lucide-table-2', to, {
          title,
          detail: pathOf(id).join(' › '),
        })
      })
      .sort((a, b) => `${a.detail} ${a.title}`.localeCompare(`${b.detail} ${b.title}`))
      .map(compared),
  )

  const titleOf = ({ title_id, dataset_label, item_description }: ReportingEffortItem) =>
    (title_id === null ? undefined : collections.text_elements.rows.get(title_id)?.label) ??
    dataset_label ??
    item_description ??
    ''
  const items = computed(() =>
    [...collections.reporting_effort_items.rows.values()].map((item): Compared => {
      const detail = titleOf(item)
      const entry: Entry = {
        key: `reporting_effort_items-${item.id}`,
        group: 'items',
        icon: 'i-lucide-file-text',
        title: item.item_code,
        detail,
        to: () => router.resolve(itemLink(item, item.id)).fullPath,
        run: () => void router.push(itemLink(item, item.id)),
      }
      return compared(entry)
    }),
  )

  const people = computed(() =>
    [...collections.users.rows.values()]
      .filter(({ id, is_active }) => is_active && (session.isAdmin || id === session.user?.id))
      .map((person) =>
        leading('people', `users-${person.id}`, 'i-lucide-user', workOf(person.id), {
          title: nameOf(person),
          detail: t('palette.workOf'),
          words: `${person.username} ${person.department ?? ''}`,
        }),
      )
      .sort((a, b) => a.title.localeCompare(b.title))
      .map(compared),
  )

  const library = computed(() => [
    ...[...collections.studies.rows.values()].map((row) =>
      leading(
        'library',
        `studies-${row.id}`,
        'i-lucide-folder',
        { name: 'studies', query: { show: `study-${row.id}` } },
        {
          title: row.study_label,
          detail: t('palette.kind.studies'),
          words: row.study_title ?? '',
        },
      ),
    ),
    ...[...collections.packages.rows.values()].map((row) =>
      leading(
        'library',
        `packages-${row.id}`,
        'i-lucide-package',
        { name: 'packages', params: { id: row.id } },
        {
          title: row.package_name,
          detail: t('palette.kind.packages'),
        },
      ),
    ),
  ])
  const libraryCompared = computed(() => library.value.map(compared))

  const keys = computed(() =>
    bindings
      .filter(({ group }) => group !== 'anywhere' && group !== 'program')
      .map(({ id, group, chords }): Entry => {
        const title = t(`shortcuts.does.${group}.${id}`)
        const detail = t(`shortcuts.group.${group}`)
        const run = () => (palette.shown = 'shortcuts')
        return {
          key: `key-${group}-${id}`,
          group: 'keys',
          title,
          detail,
          icon: 'i-lucide-keyboard',
          chord: chords[0]!,
          run,
        }
      })
      .map(compared),
  )

  return {
    /** @param text what was typed: without any, only what is always near is listed */
    entriesFor: (text: string): Compared[] => [
      ...commands.value,
      ...screenEntries.value,
      ...efforts.value,
      ...(text.trim() === '' ? [] : [...items.value, ...people.value, ...libraryCompared.value, ...keys.value]),
    ],
    leading,
  }
}
const workOf = (id: number) => ({ name: 'work', query: { person: String(id) } })
