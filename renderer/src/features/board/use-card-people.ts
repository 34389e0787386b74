// Whose cards the board shows: everybody's, nobody's, or those of one of the people who have any on this side.
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { programmerColumn, type TrackerRole } from '../../../../shared/domain/workflow.ts'
import { useCollections } from '../../stores/collections.ts'
import { nameOf, type TrackerRow } from '../tracker/tracker-row.ts'
import type { CardPerson } from './cards.ts'

export function useCardPeople(rows: () => readonly TrackerRow[], lane: () => TrackerRole) {
  const { t } = useI18n()
  const { users } = useCollections()
  const person = ref<CardPerson>('everybody')

  const choices = computed(() => {
    const counts = new Map<number | null, number>()
    for (const { tracker } of rows()) {
      const id = tracker?.[programmerColumn[lane()]] ?? null
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    // Who was chosen stays in the list, also without a card on the other side.
    if (typeof person.value === 'number' && !counts.has(person.value)) counts.set(person.value, 0)
    const people = [...counts]
      .filter(([id]) => id !== null)
      .map(([id, count]) => ({ value: id as CardPerson, label: nameOf(users.get(id)), count }))
      .sort((a, b) => a.label.localeCompare(b.label))
    return [
      { value: 'everybody', label: t('board.everybody') },
      { value: 'nobody', label: t('board.nobody') },
      ...people.map(({ value, label, count }) => ({ value, label: t('board.personCount', { name: label, count }) })),
    ]
  })
  return { person, choices }
}
