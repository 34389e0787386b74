// Every effort by its full path, in the order of the tree: what a person chooses one from.
import { computed } from 'vue'
import { useCollections } from '../../stores/collections.ts'

export function useEffortChoices() {
  const { reporting_efforts, database_releases, studies } = useCollections()
  return computed(() =>
    [...reporting_efforts.rows.values()]
      .map((effort) => {
        const release = database_releases.rows.get(effort.database_release_id)?.database_release_label ?? ''
        const study = studies.rows.get(effort.study_id)?.study_label ?? ''
        return { value: effort.id, label: `${study} › ${release} › ${effort.database_release_label}` }
      })
      .sort((a, b) => a.label.localeCompare(b.label)),
  )
}
