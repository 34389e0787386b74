// What a cell of the tracker is called within a sentence, e.g. `QC status of T-14.1.1`.
import { useI18n } from 'vue-i18n'

export function useCellNames() {
  const { t, te } = useI18n()
  const nameOfField = (field: string) => (te(`fieldName.${field}`) ? t(`fieldName.${field}`) : field)
  return { nameOfCell: (field: string, row: string) => t('fieldName.of', { field: nameOfField(field), row }) }
}
