// Where items can be taken from: every package and every other effort, in the order of their names, and the one that most items
// of the open effort came from.
import { computed } from 'vue'
import type { CopySource } from '../../../../shared/actions/effort-copies.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'
import { useCollections } from '../../stores/collections.ts'

export interface SourceChoice {
  value: string
  label: string
  description: string
}
export const keyOfSource = ({ kind, id }: CopySource) => `${kind}-${id}`
export function sourceOf(key: string | undefined): CopySource | null {
  const [kind, id] = key?.split('-') ?? []
  return kind === 'package' || kind === 'effort' ? { kind, id: Number(id) } : null
}

/** @param packageWord what a package is called below its name */
export function useCopySources(effortId: number, packageWord: string) {
  const collections = useCollections()
  const choices = computed((): SourceChoice[] => {
    const packages = [...collections.packages.rows.values()].map(({ id, package_name }) => ({
      value: keyOfSource({ kind: 'package', id }),
      label: package_name,
      description: packageWord,
    }))
    const efforts = [...collections.reporting_efforts.rows.values()]
      .filter(({ id }) => id !== effortId)
      .map((effort) => ({
        value: keyOfSource({ kind: 'effort', id: effort.id }),
        label: effort.database_release_label,
        description: [
          collections.studies.get(effort.study_id)?.study_label,
          collections.database_releases.get(effort.database_release_id)?.database_release_label,
        ].join(' › '),
      }))
    const order = (rows: SourceChoice[]) =>
      rows.sort((a, b) => (naturalKey(a.description + a.label) < naturalKey(b.description + b.label) ? -1 : 1))
    return [...order(packages), ...order(efforts)]
  })

  /** As far as it still exists. */
  function origin(): string | undefined {
    const counts = new Map<string, number>()
    for (const { source_type, source_id } of collections.reporting_effort_items.rows.values()) {
      if (source_id === null || (source_type !== 'package' && source_type !== 'reporting_effort')) continue
      const key = keyOfSource({ kind: source_type === 'package' ? 'package' : 'effort', id: source_id })
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const [most] = [...counts].sort(([, one], [, other]) => other - one)
    return choices.value.find(({ value }) => value === most?.[0])?.value
  }
  return { choices, origin }
}
