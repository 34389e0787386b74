// The full path of an effort: labels repeat across studies, so an effort is never named without it.
import { computed } from 'vue'
import { useCollections } from '../../stores/collections.ts'

export function useEffortPath(id: () => number | null) {
  const collections = useCollections()
  return computed(() => {
    const effortId = id()
    const effort = effortId === null ? undefined : collections.reporting_efforts.rows.get(effortId)
    if (!effort) return null
    const release = collections.database_releases.rows.get(effort.database_release_id)
    const study = collections.studies.rows.get(effort.study_id)
    return {
      study: study?.study_label ?? '',
      release: release?.database_release_label ?? '',
      effort: effort.database_release_label,
      keys: [`study-${effort.study_id}`, `release-${effort.database_release_id}`],
    }
  })
}
