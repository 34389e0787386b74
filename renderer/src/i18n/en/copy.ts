// Copying items into an effort, and comparing it with where they come from.
export const copy = {
  title: 'Copy items into this effort',
  text: 'Choose where from. Nothing is copied before you have seen what would be added.',
  from: 'From',
  choose: 'A package or another reporting effort',
  search: 'Find a package or an effort',
  package: 'Package',
  group: {
    TLF: 'Outputs: {chosen} of {all} would be added',
    SDTM: 'SDTM datasets: {chosen} of {all} would be added',
    ADaM: 'ADaM datasets: {chosen} of {all} would be added',
  },
  there: 'there already',
  differs: 'Here its title is: {theirs}',
  extra: 'One item is only in this effort | {count} items are only in this effort',
  sum: '{added} to add, {skipped} there already',
  act: 'Nothing to copy | Copy one item | Copy {count} items',
  done: 'Nothing was copied | One item was copied | {count} items were copied',
}
