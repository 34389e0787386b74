// Names of the calls from a window to its shell. Apart from desktop.ts, so that the script that runs before every page
// holds no validator.
export const CONNECTION_CHANNEL = 'pearl:connection'
