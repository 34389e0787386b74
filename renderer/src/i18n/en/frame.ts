// The frame around every screen, and the line to the host.
export const app = {
  name: 'PEARL',
  skipToTable: 'Go to the tracker',
  starting: 'Opening the workspace…',
  startFailed: 'The workspace could not be opened',
  tryAgain: 'Try again',
  path: 'Where you are',
  showTree: 'Show the studies',
  hideTree: 'Hide the studies',
  account: 'Account of {name}',
  signOut: 'Sign out',
  signOutFailed: 'You are still signed in',
  owner: 'This workspace is open: everybody at this computer acts as its owner.',
  role: { ADMIN: 'Administrator', EDITOR: 'Editor', VIEWER: 'Viewer' },
}

export const theme = {
  label: 'Colours: {mode}',
  auto: 'as the system',
  light: 'light',
  dark: 'dark',
}

export const connection = {
  live: 'Live',
  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  offline: 'Offline',
  lastChange: 'last change {time}',
  noChange: 'no change yet',
  lastHeard: 'state of {time}',
  retryIn: 'next try in {seconds} s',
  retrying: 'trying now',
  reconnectNow: 'Reconnect now',
  reconnectingText:
    'The line to the host broke. You see the state of {time}, for reading; what others change appears when the line is back.',
  offlineText:
    'The host cannot be reached. You see the state of {time}, for reading. Nothing that was saved is lost, and what you were typing stays.',
  stoppedText:
    'The host has stopped hosting. You see the state of {time}, for reading. Nothing that was saved is lost; this window goes on by itself when it hosts again.',
  refused: 'Not connected',
  refusedText: 'This window no longer connects by itself. You see the state of {time}, for reading. {detail}',
  refusedDetails: 'What can I do?',
  readOnlySince: 'Read-only since {time}',
  readOnlyCopy: 'Read-only copy',
  readOnlyCopyHint: 'This is a copy opened for reading. Nothing in it can be changed.',
  otherVersion:
    'The host was updated while this window was open, and the two no longer understand each other. Nothing is lost. Reload this window to get the new version.',
  reload: 'Reload',
}

export const screens = {
  label: 'Screens',
  group: { work: 'Work', library: 'Library', manage: 'Administration', program: 'Program' },
  home: 'Tracker',
  work: 'My work',
  inbox: 'Inbox',
  dashboard: 'Dashboard',
  calendar: 'Calendar',
  studies: 'Studies',
  texts: 'TFL texts',
  packages: 'Packages',
  tags: 'Tags',
  people: 'People',
  audit: 'Audit trail',
  backups: 'Backups',
  inspector: 'Events',
  hosting: 'Hosting',
  settings: 'Settings',
}

export const places = {
  menu: 'Workspace {name}: switch or share',
  none: 'This window',
  recent: 'Recent',
  workspace: 'on this computer',
  joined: 'joined at {address}',
  readOnly: 'read-only copy',
  elsewhere: 'Choose another data folder…',
  openCopy: 'Open a copy for reading…',
  join: 'Join a host…',
  host: 'Host for my team',
  hosting: 'Hosting',
  newWindow: 'New window',
  settings: 'Settings',
  leave: 'Back to the start',
  joinTitle: 'Join a host',
  joinText: 'This window leaves {name}; it stays in the list of recent workspaces.',
  refusedTitle: 'This was not opened',
  demo: 'Demo study',
  demoHint: 'Invented people and outputs in a throw-away workspace. Everything in it is gone when you leave.',
  demoLeave: 'Leave the demo',
}

export const notices = {
  assigned: '{code} is assigned to you | {code} is assigned to you | {count} items are assigned to you',
  qc_failed: 'QC failed: {code} | QC failed: {code} | QC failed for {count} of your items',
  due_tomorrow: 'Due tomorrow: {code} | Due tomorrow: {code} | {count} of your items are due tomorrow',
  mentioned: '{by} mentioned you on {code}',
  replied: '{by} replied to you on {code}',
  commented: '{by} commented on {code}',
  openToRead: 'Open the item to read the comment.',
  accessRequested: '{name} asks to join',
  accessRequestedText: 'User name {username}. Approve or refuse on the hosting screen.',
  hostStopped: 'The host has stopped hosting',
  hostStoppedText: 'You keep what you see, for reading. Nothing that was saved is lost.',
}

export const historyHead = {
  title: 'The history of this workspace was cut or rewritten.',
  text: 'It does not go on from the entry that this window saw last, and no restore explains it. Ask whoever keeps the host, and compare with a backup: npm run pearl -- verify FILE.',
  broken: 'The history of this workspace is not whole.',
  brokenText:
    'Entry {seq} does not fit the one before it: the file was altered outside of the program. Ask whoever keeps the host, and compare with a backup: npm run pearl -- verify FILE.',
  kept: 'Seen here before',
  now: 'Now on the host',
  entry: 'entry {seq}, {hash}…',
  accept: 'I know why',
}
