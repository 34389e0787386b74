// Names of the calls between a window and its shell. Apart from desktop.ts, so that the script that runs before every page
// holds no validator.
export const CONNECTION_CHANNEL = 'pearl:connection'
export const START_CHANNEL = 'pearl:start'
export const OPEN_CHANNEL = 'pearl:open'
export const FORGET_CHANNEL = 'pearl:forget'
export const CHOOSE_FOLDER_CHANNEL = 'pearl:choose-folder'
export const DISCOVER_CHANNEL = 'pearl:discover'
export const SETTINGS_CHANNEL = 'pearl:settings'
export const CHANGE_SETTINGS_CHANNEL = 'pearl:change-settings'
export const NOTIFY_CHANNEL = 'pearl:notify'
export const BADGE_CHANNEL = 'pearl:badge'
export const COMMAND_CHANNEL = 'pearl:command'
/** From the shell to the window: a ShellEvent. */
export const EVENT_CHANNEL = 'pearl:event'
/** Words that are being written, asked by the script before each page; answers those that no dictionary has. */
export const SPELLING_CHANNEL = 'pearl:spelling'
/** Path of a copy of a workspace that was dropped on the window. */
export const DROP_COPY_CHANNEL = 'pearl:drop-copy'
