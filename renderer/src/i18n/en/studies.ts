// The tree of studies beside the tracker, and the screen that manages it.
export const studies = {
  about: 'Studies, their database releases and the reporting efforts made from them.',
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
  noneText:
    'A study holds its database releases, a release its reporting efforts, an effort the items that are tracked.',
  noneForYou: 'An administrator can add studies. They appear here by themselves.',
  manage: 'Studies, releases and efforts',
  addStudy: 'Add a study',
  create: 'Add',
  editLine: 'Edit',
  delete: 'Delete',
  openEffort: 'Open its tracker',
  within: 'In {where}',
  duplicate: 'There is already “{label}”. Labels that differ only in capitals or spaces count as the same.',
  phase: 'Phase {phase}',
  timeline: 'Database releases by date',
  today: 'today',
  kind: { study: 'Study', release: 'Database release', effort: 'Reporting effort' },
  addBelow: { study: 'Add a release', release: 'Add an effort' },
  add: { study: 'Add a study', release: 'Add a database release', effort: 'Add a reporting effort' },
  edit: { study: 'Edit the study', release: 'Edit the database release', effort: 'Edit the reporting effort' },
  remove: {
    study: 'Delete study “{label}”?',
    release: 'Delete database release “{label}”?',
    effort: 'Delete reporting effort “{label}”?',
  },
  removeText: '“{label}” disappears for everybody. What happened stays in the audit trail.',
  holds: {
    study:
      '“{label}” still has one release, so the host will refuse. Delete that first. | “{label}” still has {count} releases, so the host will refuse. Delete those first.',
    release:
      '“{label}” still has one effort, so the host will refuse. Delete that first. | “{label}” still has {count} efforts, so the host will refuse. Delete those first.',
  },
  field: {
    study: { study_label: 'Label', study_title: 'Title', phase: 'Phase', therapeutic_area: 'Therapeutic area' },
    release: { database_release_label: 'Label', database_release_date: 'Date of the release' },
    effort: { database_release_label: 'Label' },
  },
}
