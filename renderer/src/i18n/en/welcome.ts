// What a workspace without contents says.
export const welcome = {
  title: 'A workspace without studies',
  text: 'Load the demo study to look around: three invented studies with their outputs, datasets, people and dates. It is loaded as one change and can be worked on like real data.',
  load: 'Load the demo study',
  loading: 'Loading the demo study…',
  loaded: 'The demo study is loaded',
  failed: 'The demo study was not loaded',
  notAdmin: 'An administrator can add studies. They will appear here by themselves.',
  choose: 'Choose a reporting effort',
  chooseText: 'Its outputs and datasets appear here. Arrow keys move in the tree, Enter opens.',
  gone: 'This reporting effort no longer exists',
  goneText: 'It was deleted, or the link is from another workspace. Choose another one from the tree.',
}
