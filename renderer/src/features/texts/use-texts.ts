// The texts of one type in natural order, those that contain every word of a search, and how many there are of each type.
import { computed, type Ref } from 'vue'
import { textElementTypes, type TextElement, type TextElementType } from '../../../../shared/entities/text-element.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'
import { useCollections } from '../../stores/collections.ts'

export function useTexts(type: Readonly<Ref<TextElementType>>, query: Readonly<Ref<string>>) {
  const collections = useCollections()

  const counts = computed(() => {
    const found = Object.fromEntries(textElementTypes.map((name) => [name, 0])) as Record<TextElementType, number>
    for (const text of collections.text_elements.rows.values()) found[text.type] += 1
    return found
  })
  const ofType = computed(() =>
    [...collections.text_elements.rows.values()]
      .filter((text) => text.type === type.value)
      .map((text) => ({ text, key: naturalKey(text.label), content: searchable(text) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.text.id - b.text.id)),
  )
  const texts = computed(() => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean)
    return ofType.value.filter(({ content }) => words.every((word) => content.includes(word))).map(({ text }) => text)
  })
  return { texts, counts }
}

const searchable = ({ label, content }: TextElement) => `${label}\n${content ?? ''}`.toLowerCase()
