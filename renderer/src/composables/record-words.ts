// What an entry of the history says, in words: its field, and its values with names instead of ids. A name that came with the
// entry goes first; without one it is what this window holds of the row.
import { useI18n } from 'vue-i18n'
import type { FieldValue } from '../../../shared/actions/history.ts'
import { useCollections } from '../stores/collections.ts'
import { formatDay } from './dates.ts'

const texts = new Set(['title_id', 'population_flag_id', 'ich_category_id', 'footnote_id', 'acronym_id'])

export function useRecordWords() {
  const { t, te } = useI18n()
  const collections = useCollections()

  /** The word for an entity, a field or an event; its own name where there is none. */
  function wordOf(group: 'entity' | 'field' | 'event', name: string): string {
    const key = `record.${group}.${name}`
    return te(key) ? t(key) : name
  }
  function held(field: string, id: number): string | undefined {
    if (field.endsWith('programmer_id')) {
      const person = collections.users.get(id)
      return person && (person.display_name || person.username)
    }
    if (texts.has(field)) return collections.text_elements.get(id)?.label
    if (field === 'tag_id') return collections.tracker_tags.get(id)?.name
    return undefined
  }
  function sayValue(field: string, value: FieldValue, name?: string): string {
    if (value === null || value === '') return t('record.nothing')
    if (name !== undefined) return name
    if (typeof value === 'boolean') return t(value ? 'filters.yes' : 'filters.no')
    if (field.endsWith('_id') && typeof value === 'number') return held(field, value) ?? `#${value}`
    const text = String(value)
    if (/_date$/.test(field) && /^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text)
    if (field === 'priority') return t(`tracker.priority.${text}`)
    if (field === 'production_status' || field === 'qc_status') return t(`tracker.status.${text}`)
    if (field === 'qc_level') return text.replace(/^level/, '')
    if (field === 'role' && te(`app.role.${text}`)) return t(`app.role.${text}`)
    return text
  }
  return { wordOf, sayValue }
}
