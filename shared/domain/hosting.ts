// What everybody who shares or joins has to know of each other by name: pages, the shell and the server alike. Apart from the
// schemas, so that who needs a name loads no table.

/** Port that a host listens on unless told otherwise. */
export const HOSTING_PORT = 8000

/** Service type by which hosts announce themselves: `_pearl._tcp` (DNS-SD, RFC 6763). */
export const DISCOVERY_TYPE = 'pearl'

/** Frame sent to administrators' sockets when anything of HostingState changed; it carries nothing. */
export const HOSTING_FRAME = 'hosting_changed'

/** Reason with which the sockets of other machines are closed (code 1001) when hosting is switched off. */
export const FAREWELL_HOSTING_STOPPED = 'the host has stopped hosting'
