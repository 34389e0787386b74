// The words that the grid shows of itself, in the language of the window: the grid knows no catalogue.
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

export function useGridTexts() {
  const { t } = useI18n()
  const editorTexts = computed(() => ({
    chooseOption: t('editor.chooseOption'),
    nothingFound: t('editor.nothingFound'),
    typeDay: t('editor.typeDay'),
    notADay: t('editor.notADay'),
    noDay: t('editor.noDay'),
    clear: t('editor.clear'),
    previousMonth: t('editor.previousMonth'),
    nextMonth: t('editor.nextMonth'),
  }))
  const noticeTexts = computed(() => ({
    again: t('notice.again'),
    dismiss: t('notice.dismiss'),
    theirs: t('notice.theirs'),
    mine: t('notice.mine'),
    takeTheirs: t('notice.takeTheirs'),
    keepMine: t('notice.keepMine'),
  }))
  const pasteTexts = computed(() => ({
    question: (text: string) => t('paste.question', { text }),
    giveUp: t('paste.giveUp'),
  }))
  return { editorTexts, noticeTexts, pasteTexts }
}
