// A line of activity in words: who did what to what, and from what to what.
import { useI18n } from 'vue-i18n'
import { useRecordWords } from '../../composables/record-words.ts'
import { useCollections } from '../../stores/collections.ts'
import { withoutMarks } from '../../markdown/plain-text.ts'
import type { Line } from '../../stores/activity.ts'

/** Fields of a comment that are told by the sentence, not as fields. */
const OWN_WORDS = new Set(['tracker_comments', 'tracker_item_tags'])

export function useActivityWords() {
  const { t } = useI18n()
  const { wordOf, sayValue } = useRecordWords()
  const collections = useCollections()

  function byOf({ entity, action, fields, actor_id, actor_name }: Line): string {
    // A comment that the program brought in, e.g. with the demo study, is its author's.
    const author =
      entity === 'tracker_comments' && action === 'create' && fields.find(({ field }) => field === 'user_id')
    const id = author ? Number(author.after) : actor_id
    return id === null ? t('inbox.program') : collections.users.get(id)?.display_name || actor_name
  }

  function whatOf({ items, count, entity, subject }: Line): string {
    if (items.length === 0) {
      const kind = wordOf('entity', entity)
      return subject === '' || count > 1 ? t('activity.several', { kind, count }, count) : `${kind} ${subject}`
    }
    const [first] = items
    return count === 1 ? first!.item_code : t('activity.items', { count }, count)
  }
  function didOf({ entity, action, fields }: Line): string {
    if (entity === 'tracker_comments' && action === 'update') {
      const settled = fields.find(({ field }) => field === 'is_resolved')
      return settled ? (settled.after === true ? 'resolved' : 'reopened') : 'reworded'
    }
    if (entity === 'tracker_comments') return action === 'create' ? 'commented' : 'uncommented'
    if (entity === 'tracker_item_tags') return action === 'create' ? 'tagged' : 'untagged'
    return action
  }
  const sentenceOf = (line: Line) => t(`activity.did.${didOf(line)}`, { by: byOf(line), what: whatOf(line) })

  /** What stands below the sentence: the words of a comment, the name of a tag, values from and to, or the codes of the items. */
  function detailOf(line: Line): string {
    const { entity, action, fields, items, count } = line
    if (entity === 'tracker_comments') {
      const text = fields.find(({ field }) => field === 'comment_text')
      return withoutMarks(String(text?.after ?? (action === 'delete' ? text?.before : null) ?? ''))
    }
    const codes = count > 1 && items.length > 0 ? items.map(({ item_code }) => item_code).join(', ') : ''
    const listed = codes && count > items.length ? t('inbox.more', { codes, count: count - items.length }, count - items.length) : codes // prettier-ignore
    const told = OWN_WORDS.has(entity)
      ? fields.map(({ field, before, after }) => sayValue(field, after ?? before))
      : action === 'update'
        ? fields.map(({ field, before, after }) =>
            count === 1 && (before !== null || after !== null)
              ? `${wordOf('field', field)}: ${sayValue(field, before)} → ${sayValue(field, after)}`
              : wordOf('field', field),
          )
        : []
    return [listed, told.join(' · ')].filter(Boolean).join(' – ')
  }
  return { sentenceOf, detailOf }
}
