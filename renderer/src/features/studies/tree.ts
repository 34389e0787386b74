// The tree of studies, releases and efforts as the flat list of lines that are visible. Pure.
import type { DatabaseRelease } from '../../../../shared/entities/database-release.ts'
import type { ReportingEffort } from '../../../../shared/entities/reporting-effort.ts'
import type { Study } from '../../../../shared/entities/study.ts'
import { naturalKey } from '../../../../shared/domain/natural-order.ts'

export type NodeKind = 'study' | 'release' | 'effort'

export interface TreeNode {
  /** `study-1`: unique over all kinds. */
  key: string
  kind: NodeKind
  id: number
  label: string
  /** A study's title, a release's date. */
  detail: string
  parent: string | null
  level: 1 | 2 | 3
  /** Null for an effort, which has nothing under it. */
  expanded: boolean | null
  /** How many lines are directly under it. */
  children: number
  /** Place among its siblings, from one, and how many they are. */
  position: number
  size: number
}

export interface TreeSources {
  studies: Iterable<Study>
  releases: Iterable<DatabaseRelease>
  efforts: Iterable<ReportingEffort>
}

interface Branch {
  kind: NodeKind
  id: number
  label: string
  detail: string
  branches: Branch[]
}

const keyOf = ({ kind, id }: Pick<Branch, 'kind' | 'id'>) => `${kind}-${id}`

function groupBy<T>(rows: Iterable<T>, key: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}
const inOrder = (branches: Branch[]) =>
  branches
    .map((branch) => ({ branch, key: naturalKey(branch.label) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.branch.id - b.branch.id))
    .map(({ branch }) => branch)

function grow({ studies, releases, efforts }: TreeSources): Branch[] {
  const effortsOf = groupBy(efforts, (effort) => effort.database_release_id)
  const releasesOf = groupBy(releases, (release) => release.study_id)
  const leaf = ({ id, database_release_label: label }: ReportingEffort): Branch => ({
    kind: 'effort',
    id,
    label,
    detail: '',
    branches: [],
  })
  const branch = ({ id, database_release_label: label, database_release_date }: DatabaseRelease): Branch => ({
    kind: 'release',
    id,
    label,
    detail: database_release_date ?? '',
    branches: inOrder((effortsOf.get(id) ?? []).map(leaf)),
  })
  const root = ({ id, study_label: label, study_title }: Study): Branch => ({
    kind: 'study',
    id,
    label,
    detail: study_title ?? '',
    branches: inOrder((releasesOf.get(id) ?? []).map(branch)),
  })
  return inOrder(Array.from(studies, root))
}

/** Keeps what matches, what is above it, and everything under a match. */
function prune(branches: Branch[], query: string): Branch[] {
  return branches.flatMap((branch) => {
    if (branch.label.toLowerCase().includes(query)) return [branch]
    const below = prune(branch.branches, query)
    return below.length > 0 ? [{ ...branch, branches: below }] : []
  })
}

/** The visible lines. While something is searched, everything that is left is open. */
export function visibleNodes(sources: TreeSources, query: string, expanded: ReadonlySet<string>): TreeNode[] {
  const wanted = query.trim().toLowerCase()
  const roots = grow(sources)
  const nodes: TreeNode[] = []
  function walk(branches: Branch[], parent: string | null, level: 1 | 2 | 3) {
    for (const [index, branch] of branches.entries()) {
      const key = keyOf(branch)
      const isOpen = wanted !== '' || expanded.has(key)
      const { kind, id, label, detail } = branch
      nodes.push({
        key,
        kind,
        id,
        label,
        detail,
        parent,
        level,
        expanded: kind === 'effort' ? null : isOpen,
        children: branch.branches.length,
        position: index + 1,
        size: branches.length,
      })
      if (isOpen && level < 3) walk(branch.branches, key, (level + 1) as 2 | 3)
    }
  }
  walk(wanted ? prune(roots, wanted) : roots, null, 1)
  return nodes
}
