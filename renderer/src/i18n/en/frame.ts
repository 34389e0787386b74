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
    'The line to the host broke. You see the state of {time}; what others change appears when the line is back.',
  offlineText:
    'The host cannot be reached. You see the state of {time}. Nothing that was saved is lost; changes can be saved again when the host is back.',
}

export const screens = {
  label: 'Screens',
  group: { work: 'Work', library: 'Library', manage: 'Administration' },
  home: 'Tracker',
  studies: 'Studies',
}
