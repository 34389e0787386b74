// The tour through a tracker.
export const tour = {
  offer: 'New here?',
  offerText: 'A tour of nine stops shows what is where. It takes two minutes and can be left at any stop.',
  start: 'Take the tour',
  notNow: 'Not now',
  command: 'Take the tour of the tracker',
  words: 'help introduction guide show me around',
  next: 'Next',
  back: 'Back',
  done: 'Done',
  leave: 'Leave the tour',
  progress: '{current} of {total}',
  stop: {
    tree: {
      title: 'Study, release, effort',
      text: 'Work hangs on a reporting effort: a delivery such as a CSR, made from one database release of a study. Choose one here.',
    },
    tabs: {
      title: 'Outputs and datasets',
      text: 'Tables, listings and figures, SDTM and ADaM datasets, each with how many there are.',
    },
    grid: {
      title: 'It works like a spreadsheet',
      text: 'Arrows move, Enter edits, typing replaces, Delete clears. Copy and paste blocks from Excel. There is no Save button: what you enter is stored at once, everybody sees it, and Ctrl+Z takes it back.',
    },
    presets: {
      title: 'What needs attention',
      text: 'One click shows your own rows, what is overdue, ready for QC, failed, or breaks a rule. The funnel in a column heading filters by anything else.',
    },
    ways: {
      title: 'Table, board, checks',
      text: 'The same work by status on a board, and what forty checks find that contradicts itself.',
    },
    sheets: {
      title: 'Your own list',
      text: 'Bring in the Excel list you keep today: columns are guessed, and nothing is stored before you have seen a preview. Take out what you see, a status report, or files for SAS and R.',
    },
    search: {
      title: 'Find and do anything',
      text: 'Ctrl+K finds items, titles, footnotes, comments and people, and runs every command by name. The key ? lists all keys.',
    },
    rail: {
      title: 'The other screens',
      text: 'My work is your queue. The dashboard counts for the lead. Packages and texts are what many studies share.',
    },
    status: {
      title: 'Always told the truth',
      text: 'Live means that this window has seen every change. Should the host go away, it says since when, keeps what it has, and comes back by itself.',
    },
  },
}
