// What the palette lists: what this window holds, then what only the host could find; without a query what was used lately
// and what is near.
import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SearchHit } from '../../../../shared/actions/search.ts'
import type { Piece } from '../../../../shared/domain/excerpt.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { sectionsOf, type Entry, type Line, type Section } from './entries.ts'
import { hitIcons, placeOf, textOf } from './hit-entry.ts'
import type { Recent } from './recents.ts'
import { useLocalEntries } from './use-local-entries.ts'

const plain = (text: string): Piece[] => (text === '' ? [] : [{ text, hit: false }])
const plainLine = (entry: Entry): Line => ({ entry, title: plain(entry.title), detail: plain(entry.detail ?? '') })

export function usePaletteSections(
  query: () => string,
  hits: Readonly<Ref<readonly SearchHit[]>>,
  recents: () => readonly Recent[],
) {
  const { t } = useI18n()
  const preferences = usePreferences()
  const { entriesFor, leading } = useLocalEntries()

  const isEmpty = computed(() => query().trim() === '')
  const local = computed(() => entriesFor(query()))
  const localSections = computed(() => sectionsOf(local.value, query()))

  /** As it is called now where it is here, else as it was called. */
  const recentLines = computed(() => {
    const here = new Map(local.value.map(([entry]) => [entry.key, entry]))
    return recents().flatMap(({ key, title, detail, icon, to }): Line[] => {
      const entry = here.get(key) ?? (to === null ? undefined : leading('recent', key, icon, to, { title, detail }))
      return entry ? [plainLine({ ...entry, group: 'recent' })] : []
    })
  })

  const kindOf = ({ kind, type }: SearchHit) =>
    kind === 'text_elements' && type ? t(`palette.text.${type}`) : t(`palette.kind.${kind}`)
  function lineOf(hit: SearchHit): Line {
    const where = hit.path.join(' › ')
    const words = { title: textOf(hit.name), detail: where || kindOf(hit) }
    const said = [hit.excerpt, plain(where || (hit.excerpt.length > 0 ? '' : kindOf(hit)))].filter(
      ({ length }) => length > 0,
    )
    return {
      entry: leading('found', `${hit.kind}-${hit.id}`, hitIcons[hit.kind], placeOf(hit, preferences.lastTab), words),
      title: hit.name,
      detail: said.flatMap((pieces, index) => (index > 0 ? [...plain(' – '), ...pieces] : pieces)),
    }
  }
  const found = computed(() => {
    const shown = new Set(localSections.value.flatMap(({ lines }) => lines.map(({ entry }) => entry.key)))
    return hits.value.filter(({ kind, id }) => !shown.has(`${kind}-${id}`)).map(lineOf)
  })

  const sections = computed(() => {
    const used = new Set(recentLines.value.map(({ entry }) => entry.key))
    const all: Section[] = isEmpty.value
      ? [
          { group: 'recent', lines: recentLines.value },
          ...localSections.value.map(({ group, lines }) => ({
            group,
            lines: lines.filter(({ entry }) => !used.has(entry.key)),
          })),
        ]
      : [...localSections.value, { group: 'found', lines: found.value }]
    return all.filter(({ lines }) => lines.length > 0)
  })
  return { sections, isEmpty }
}
