// The keys of an ARIA tree (APG tree view pattern), for the tree beside the tracker and the one of the studies screen. Focus
// stays on the tree; one line is active.
import { computed, nextTick, ref, type Ref } from 'vue'
import { useCollections } from '../../stores/collections.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { visibleNodes, type TreeNode } from './tree.ts'

export interface TreeNavigation {
  /** Id of the element of a line. */
  elementId: (node: TreeNode) => string
  /** Enter and Space. */
  choose: (node: TreeNode) => void
  /** The line that is active before any was gone to. */
  preferred?: (node: TreeNode) => boolean
  /** More keys, e.g. Delete. */
  keys?: Readonly<Record<string, (node: TreeNode) => void>>
}

export function useTreeNavigation(query: Ref<string>, options: TreeNavigation) {
  const collections = useCollections()
  const preferences = usePreferences()
  const activeKey = ref<string | null>(null)

  const expanded = computed(() => new Set(preferences.expanded))
  const nodes = computed(() =>
    visibleNodes(
      {
        studies: collections.studies.rows.values(),
        releases: collections.database_releases.rows.values(),
        efforts: collections.reporting_efforts.rows.values(),
      },
      query.value,
      expanded.value,
    ),
  )
  const active = computed(
    () =>
      nodes.value.find(({ key }) => key === activeKey.value) ??
      (options.preferred && nodes.value.find(options.preferred)) ??
      nodes.value[0],
  )

  function setExpanded(key: string, open: boolean) {
    const keys = new Set(preferences.expanded)
    if (open) keys.add(key)
    else keys.delete(key)
    preferences.expanded = [...keys]
  }
  function expandAll() {
    const keys = [...collections.studies.rows.keys()].map((id) => `study-${id}`)
    preferences.expanded = [...keys, ...[...collections.database_releases.rows.keys()].map((id) => `release-${id}`)]
  }
  const collapseAll = () => (preferences.expanded = [])

  function goTo(node: TreeNode | undefined) {
    if (!node) return
    activeKey.value = node.key
    void nextTick(() => document.getElementById(options.elementId(node))?.scrollIntoView({ block: 'nearest' }))
  }
  /** Goes to a line that may only now be coming, with the ones above it open. */
  function goToKey(key: string, above: readonly string[] = []) {
    preferences.expanded = [...new Set([...preferences.expanded, ...above])]
    activeKey.value = key
    void nextTick(() => goTo(nodes.value.find((node) => node.key === key)))
  }

  function goToLetter(letter: string) {
    const from = active.value ? nodes.value.indexOf(active.value) : -1
    const next = [...nodes.value.slice(from + 1), ...nodes.value.slice(0, from + 1)]
    goTo(next.find(({ label }) => label.toLowerCase().startsWith(letter.toLowerCase())))
  }

  function onKey(event: KeyboardEvent) {
    const node = active.value
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return
    const index = nodes.value.indexOf(node)
    const actions: Record<string, () => void> = {
      ArrowDown: () => goTo(nodes.value[index + 1]),
      ArrowUp: () => goTo(nodes.value[index - 1]),
      Home: () => goTo(nodes.value[0]),
      End: () => goTo(nodes.value.at(-1)),
      ArrowRight: () =>
        node.expanded === false ? setExpanded(node.key, true) : node.expanded && goTo(nodes.value[index + 1]),
      ArrowLeft: () =>
        node.expanded ? setExpanded(node.key, false) : goTo(nodes.value.find(({ key }) => key === node.parent)),
      Enter: () => options.choose(node),
      ' ': () => options.choose(node),
      '*': expandAll,
    }
    const more = options.keys?.[event.key]
    const action = more ? () => more(node) : (actions[event.key] ?? letterAction(event.key))
    if (!action) return
    event.preventDefault()
    action()
  }
  const letterAction = (key: string) => (key.length === 1 ? () => goToLetter(key) : undefined)

  return { nodes, active, activeKey, setExpanded, expandAll, collapseAll, goTo, goToKey, onKey }
}
