// What others did that concerns me.
export const inbox = {
  title: 'Inbox',
  about: 'What others did that concerns you: work you were given, failed QC, comments on your items and mentions.',
  show: 'Show',
  filter: { all: 'All', unread: 'Unread' },
  markAll: 'Mark all as read',
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  open: 'Open in the tracker',
  key: 'read or unread',
  unread: 'unread',
  count: 'nothing unread | one unread | {count} unread',
  did: {
    assigned_production:
      '{by} gave you {code} to produce | {by} gave you {code} to produce | {by} gave you {count} items to produce',
    assigned_qc: '{by} gave you {code} to check | {by} gave you {code} to check | {by} gave you {count} items to check',
    qc_failed: '{code} failed QC by {by} | {code} failed QC by {by} | {count} of your items failed QC by {by}',
    mentioned: '{by} mentioned you on {code}',
    replied: '{by} replied to you on {code}',
    commented: '{by} commented on {code}',
  },
  removed: 'The comment was deleted.',
  program: 'The program',
  more: '{codes} and one more | {codes} and one more | {codes} and {count} more',
  empty: 'Nothing here yet',
  emptyText:
    "When somebody gives you work, fails your QC, comments on your items or mentions you with {'@'}, it is told here.",
  allRead: 'Nothing unread',
  allReadText: 'You have seen everything that concerns you.',
  failed: 'The inbox could not be read',
}
