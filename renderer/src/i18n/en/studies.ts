// The tree of studies.
export const studies = {
  title: 'Studies',
  tree: 'Studies, releases and reporting efforts',
  search: 'Find a study, release or effort',
  clearSearch: 'Clear the search',
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  nothingFound: 'Nothing is named “{query}”.',
  releases: 'no releases | one release | {count} releases',
  efforts: 'no efforts | one effort | {count} efforts',
  none: 'No studies yet',
}
